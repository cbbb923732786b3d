"""A store to serve in tests: the sample articles, sources that differ, and a hostile one."""

from pathlib import Path

from test_export_html import HOSTILE

from kb.ingest import add
from kb.store import open_store

ROOT = Path(__file__).parent.parent
TOKEN = "a-token-of-some-length"


def make_store(folder: Path) -> Path:
    """The sample articles, two short ones that differ on the dead, and one whose name and words are hostile."""
    differ = "At least {} people were killed in a bomb attack in Basra on March 3, 2021, police said.\n"
    for name, number in (("first", 12), ("second", 15)):
        (folder / f"{name}.txt").write_text(differ.format(number), encoding="utf-8")
    hostile = f"{HOSTILE} Rebels {HOSTILE} attacked the town of Mosul on May 4, 2021, said <b>Anna</b> \u202eSousa.\n"
    (folder / "<img src=x onerror=alert(1)>.txt").write_text(hostile, encoding="utf-8")
    with open_store(folder / "kb.db", create=True) as store:
        list(add(store, [str(ROOT / "data" / "articles"), *map(str, sorted(folder.glob("*.txt")))]))
    return folder / "kb.db"


def copied(store: Path, place: Path) -> Path:
    """A copy of a store, to be changed."""
    with open_store(store) as whole:
        whole._db.execute("VACUUM INTO ?", [str(place)])
    return place
