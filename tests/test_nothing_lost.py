"""Whatever ends a command, the store is sound and the same command finishes the work."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from kill import finish, start, trial, write_articles
from stories import dump

from kb.errors import StoreError
from kb.ingest import add
from kb.store import open_store

ARTICLE = "Rockets hit the base near Kirkuk on December {day}, 2019, killing {day} people."


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal here")
def test_killed_at_random_it_is_sound_and_can_be_finished() -> None:
    """A hundred times: python tests/kill.py 100."""
    assert trial(2, seed=1) == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_two_at_once_both_succeed(tmp_path: Path, jobs: int) -> None:
    count = write_articles(tmp_path)
    first, second = start(tmp_path, jobs), start(tmp_path, jobs)
    told = [process.communicate()[0].split() for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert [len(one) for one in told] == [count, count]
    with open_store(tmp_path / "kb.db") as store:
        assert len(store.documents()) == count
        dump(store)


def test_a_full_disk_says_so_and_leaves_what_was_stored(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    rows = [{"id": f"d{day}", "text": ARTICLE.format(day=day) * 8} for day in range(1, 28)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with open_store(tmp_path / "kb.db", create=True) as store:
        (tmp_path / "b.txt").write_text(ARTICLE.format(day=30))
        list(add(store, [str(tmp_path / "b.txt")]))
        before = dump(store)
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="the disk is full"):
            list(add(store, [str(source)]))
        assert dump(store) == before
        store._db.execute("PRAGMA max_page_count = 1000000")
        assert len(list(add(store, [str(source)]))) == len(rows)
        dump(store)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit files otherwise")
def test_a_file_that_may_not_grow_is_one_line(tmp_path: Path) -> None:
    """As a full disk looks to the whole command."""
    write_articles(tmp_path)
    code = (
        "import resource, signal\nfrom kb.cli import main\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\nmain(['add', 'articles.jsonl', '-j', '1'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("kb: kb.db: ")
    assert done.stderr.count("\n") == 1
    finish(tmp_path)
