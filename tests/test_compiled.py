"""Compiled, kb says what it says as plain Python, to the byte."""

import json
import os
import runpy
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests/corpora"
COMPILER = (sysconfig.get_config_var("CC") or "cc").split()[0]
HEADER = Path(sysconfig.get_paths()["include"], "Python.h")
needs_compiler = pytest.mark.skipif(
    not (shutil.which(COMPILER) and HEADER.exists()), reason="no C compiler, or no headers of Python"
)


def _sentences(value: object) -> Iterator[str]:
    """All that stands as text in the cases."""
    if isinstance(value, dict):
        if isinstance(text := value.get("text"), str):
            yield text
        for one in value.values():
            yield from _sentences(one)
    elif isinstance(value, list):
        for one in value:
            yield from _sentences(one)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles and every sentence of the cases, as JSON lines."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/articles").rglob("*.*"))]
    for path in sorted(CASES.rglob("*.toml")):
        texts.extend(_sentences(tomllib.loads(path.read_text(encoding="utf-8"))))
    lines = tmp_path_factory.mktemp("texts") / "texts.jsonl"
    rows = ({"id": str(n), "published": "2020-01-01", "text": text} for n, text in enumerate(texts))
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return lines


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to import the compiled package from, built from the wheel as `make wheel` makes it."""
    source, site = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "kb", source / "kb", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "--wheel-dir", "."]
    subprocess.run([*wheel, "."], cwd=source, env=os.environ | {"KB_COMPILE": "1"}, check=True)
    (built,) = source.glob("*.whl")
    with zipfile.ZipFile(built) as packed:
        packed.extractall(site)
    return site


def _run(packages: Path, *words: str | Path) -> bytes:
    command = [sys.executable, *map(str, words)]
    where = packages if packages != ROOT else packages / "tests"  # no kb in sight but by the path
    ended = subprocess.run(command, cwd=where, env=os.environ | {"PYTHONPATH": str(packages)}, stdout=subprocess.PIPE)
    assert ended.returncode == 0
    return ended.stdout


def test_what_is_compiled_works_nothing_out_at_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names = runpy.run_path("setup.py")["modules"]()
    assert "kb/extract/mentions/candidates.py" in names
    assert [name for name in names if "cached_property" in Path(name).read_text(encoding="utf-8")] == []


@needs_compiler
def test_extracts_the_same(articles: Path, compiled: Path) -> None:
    assert b".so" in _run(compiled, "-c", "from kb.extract.mentions import candidates; print(candidates.__file__)")
    words = ("-m", "kb", "extract", "--jsonl", articles)
    assert _run(compiled, *words) == _run(ROOT, *words)


@needs_compiler
def test_merges_the_same_in_a_store(articles: Path, compiled: Path, tmp_path: Path) -> None:
    told = []
    for packages in (compiled, ROOT):
        store = tmp_path / f"{packages.name}.db"
        _run(packages, "-m", "kb", "--db", store, "add", articles, "--quiet", "--jobs", "2")
        _run(packages, "-m", "kb", "--db", store, "export", store.with_suffix(".jsonl"))
        told.append(store.with_suffix(".jsonl").read_bytes())
    assert told[0] == told[1]
    assert told[0].count(b"\n") > 100
