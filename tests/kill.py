"""Kill `kb add` at random and look at what it leaves: `python tests/kill.py 100`; the tests do it twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from stories import dump

from kb.store import open_store

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "data" / "articles"
COPIES = 4  # of each sample article: a second or so of work
# Each document is named on stdout once kb says that it is stored.
CODE = (
    "import sys\nfrom pathlib import Path\nfrom kb import ingest\nfrom kb.store import open_store\n"
    "ingest._BATCH_DOCUMENTS = 8\n"
    "with open_store(Path('kb.db'), create=True) as store:\n"
    "    for report in ingest.add(store, ['articles.jsonl'], jobs=int(sys.argv[1])):\n"
    "        print(report.document, flush=True)\n"
)


def write_articles(folder: Path) -> int:
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.[tm]*"))]
    rows = [
        {"id": f"{number}-{copy}", "text": text.replace("Dec. ", f"Dec. {copy % 3}"), "published": "2020-01-02"}
        for copy in range(COPIES)
        for number, text in enumerate(texts)
    ]
    (folder / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return len(rows)


def start(folder: Path, jobs: int = 1) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CODE, str(jobs)]
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)


def killed(folder: Path, after: float, jobs: int = 1) -> list[str]:
    """The documents that `kb add` reported as stored before it was killed; what it leaves is sound and has them."""
    process = start(folder, jobs)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    told: list[str] = process.communicate()[0].split()
    if (folder / "kb.db").exists() and (folder / "kb.db").stat().st_size:
        with open_store(folder / "kb.db", create=True) as store:
            dump(store)
            stored = [row.id for row in store.documents()]
            assert set(told) <= set(stored)
            assert len(set(stored)) == len(stored)
    else:
        assert not told
    return told


def finish(folder: Path, jobs: int = 1) -> dict[str, object]:
    """What the store holds after the same command has run to its end."""
    process = start(folder, jobs)
    process.communicate()
    assert process.returncode == 0
    with open_store(folder / "kb.db") as store:
        return dict(dump(store))


def trial(times: int, *, seed: int = 0) -> int:
    """Kill so many times, in as many stores as that takes, and finish each; returns how many there were."""
    chance = random.Random(seed)
    stores = 0
    with TemporaryDirectory() as first:
        write_articles(Path(first))
        began = time.monotonic()
        wanted = finish(Path(first))
        whole = time.monotonic() - began
        while times > 0:
            stores += 1
            with TemporaryDirectory() as name:
                folder = Path(name)
                write_articles(folder)
                for _ in range(min(times, 5)):
                    killed(folder, chance.uniform(0.1, 0.6 * whole), jobs=chance.choice((1, 2)))
                    times -= 1
                assert finish(folder) == wanted
    return stores


if __name__ == "__main__":
    print(f"{sys.argv[1]} kills, {trial(int(sys.argv[1]))} stores: all sound, all finished to the same")
