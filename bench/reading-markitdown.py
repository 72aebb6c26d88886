"""Reads files with markitdown: one path a line on stdin, one JSON line {file, text | error, seconds} each on stdout."""
import json
import signal
import sys
import time
import warnings
import logging

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
from markitdown import MarkItDown  # noqa: E402

LIMIT_SECONDS = 60


def give_up(_signal, _frame):
    raise TimeoutError("took longer than the limit")


signal.signal(signal.SIGALRM, give_up)
reader = MarkItDown(enable_plugins=False)
for line in sys.stdin:
    path = line.rstrip("\n")
    begun = time.perf_counter()
    answer = {"file": path}
    signal.alarm(LIMIT_SECONDS)
    try:
        answer["text"] = reader.convert(path).text_content or ""
    except BaseException as error:  # noqa: BLE001 - whatever it is, the next file goes on
        answer["error"] = type(error).__name__
    finally:
        signal.alarm(0)
    answer["seconds"] = time.perf_counter() - begun
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
