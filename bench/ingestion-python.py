"""The same pipeline in Python: LangChain's loader and splitter, the same embedding weights on onnxruntime, LanceDB.

python bench/ingestion-python.py MODEL_FOLDER THREADS < paths; writes one JSON object with seconds of each step.
"""
import json
import logging
import sys
import tempfile
import time
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
import lancedb  # noqa: E402
import numpy as np  # noqa: E402
import onnxruntime  # noqa: E402
from langchain_community.document_loaders import PyPDFLoader  # noqa: E402
from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402

BATCH = 32
# As long as our passages, and without the usual overlap, which would only cost the peer time.
CHUNK_CHARACTERS = 800

folder, threads = sys.argv[1], int(sys.argv[2])
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = threads
session = onnxruntime.InferenceSession(f"{folder}/onnx/model_quantized.onnx", options, providers=["CPUExecutionProvider"])
inputs = {each.name for each in session.get_inputs()}
tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
tokenizer.enable_truncation(256)
tokenizer.enable_padding()
splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=0)


def embed(texts):
    encoded = tokenizer.encode_batch(texts)
    ids = np.array([each.ids for each in encoded], dtype=np.int64)
    mask = np.array([each.attention_mask for each in encoded], dtype=np.int64)
    feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    hidden = session.run(None, {name: value for name, value in feeds.items() if name in inputs})[0]
    pooled = (hidden * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
    return pooled / np.linalg.norm(pooled, axis=1, keepdims=True)


seconds = {"load": 0.0, "split": 0.0, "embed": 0.0, "store": 0.0}
pages = passages = failed = 0
table = None
with tempfile.TemporaryDirectory() as place:
    database = lancedb.connect(place)
    begun = time.perf_counter()
    for path in (line.rstrip("\n") for line in sys.stdin):
        started = time.perf_counter()
        try:
            documents = PyPDFLoader(path).load()
        except Exception:  # noqa: BLE001 - a file that it cannot read
            failed += 1
            continue
        finally:
            seconds["load"] += time.perf_counter() - started
        pages += len(documents)
        started = time.perf_counter()
        chunks = splitter.split_documents(documents)
        seconds["split"] += time.perf_counter() - started
        rows = []
        for at in range(0, len(chunks), BATCH):
            batch = chunks[at : at + BATCH]
            started = time.perf_counter()
            vectors = embed([chunk.page_content for chunk in batch])
            seconds["embed"] += time.perf_counter() - started
            rows += [
                {"vector": vector, "text": chunk.page_content, "file": path, "page": int(chunk.metadata.get("page", 0))}
                for vector, chunk in zip(vectors, batch)
            ]
        passages += len(rows)
        started = time.perf_counter()
        if rows and table is None:
            table = database.create_table("passages", rows)
        elif rows:
            table.add(rows)
        seconds["store"] += time.perf_counter() - started
    total = time.perf_counter() - begun
print(json.dumps({"pages": pages, "passages": passages, "failed": failed, "seconds": total, "steps": seconds}))
