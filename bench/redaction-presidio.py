# Presidio's spans for bench/redaction.ts --peer: python redaction-presidio.py TEXTS.jsonl SPANS.jsonl [folder of the spaCy model]
# In a virtual environment outside the repository: pip install presidio-analyzer, and en_core_web_md.
import json
import sys
import time

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

texts, spans, *model = sys.argv[1:]
name = model[0] if model else "en_core_web_md"
engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": name}]}).create_engine()
analyzer = AnalyzerEngine(nlp_engine=engine)
analyzer.analyze("ready", language="en")
with open(texts, encoding="utf-8") as source, open(spans, "w", encoding="utf-8") as target:
    for line in source:
        row = json.loads(line)
        text = row["text"]
        started = time.perf_counter()
        found = analyzer.analyze(text, language="en")
        microseconds = (time.perf_counter() - started) * 1e6
        utf16 = lambda at: len(text[:at].encode("utf-16-le")) // 2
        out = [{"start": utf16(each.start), "end": utf16(each.end), "category": each.entity_type} for each in found]
        target.write(json.dumps({"id": row["id"], "spans": out, "microseconds": microseconds}) + "\n")
