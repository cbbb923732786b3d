"""What processes that read are forked from has loaded what articles need."""

import subprocess
import sys
from pathlib import Path

ARTICLES = Path(__file__).parent.parent / "data" / "articles"

LOADS = """
import sys
import kb.warm
from kb.batch import extracted, record
from kb.model import Document
from pathlib import Path

def empty():
    rooms = ("kb.extract", "kb.lexicon", "kb.merge")
    modules = [module for name, module in sys.modules.items() if name.startswith(rooms)]
    cached = {f"{one.__module__}.{one.__name__}": one for module in modules for one in vars(module).values()
              if hasattr(one, "cache_info") and one.cache_parameters()["maxsize"] is None}
    return {name for name, one in cached.items() if not one.cache_info().currsize}

before = empty()
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    record(extracted(Document(path.name, path.read_text(encoding="utf-8"))))
print(*sorted(before - empty()))
"""


def test_the_sample_articles_ask_for_no_list_that_is_not_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", LOADS, str(ARTICLES)], capture_output=True, text=True, check=True)
    rare = {"kb.extract.dates.match._day_of_month"}
    assert set(done.stdout.split()) - rare == set()
