"""Builds the package; what it is stands in pyproject.toml.

With KB_COMPILE=1 the rooms that only compute, from words to events, become C extensions by way of mypyc: the same
results, sooner. That takes a C compiler and what `pip install '.[dev]'` brings; `make wheel` does it.
"""

import os
from pathlib import Path

from setuptools import Extension, setup

ROOMS = ("extract", "lexicon", "merge", "model.py", "when.py")
# mypyc knows no cached_property: what these work out at first use, it would work out at every use.
LAZY = ("lexicon/dates.py", "merge/signs.py")


def modules() -> list[str]:
    """The modules to compile, as paths from the folder of this file."""
    rooms = [Path("kb", room) for room in ROOMS]
    found = {one.as_posix() for room in rooms for one in (room.rglob("*.py") if room.is_dir() else (room,))}
    return sorted(found - {f"kb/{lazy}" for lazy in LAZY})


def extensions() -> list[Extension]:
    if os.environ.get("KB_COMPILE") != "1":
        return []
    from mypyc.build import mypycify

    # One file of C for each module, and little asked of the compiler: more takes minutes, and gains nothing here.
    return mypycify(modules(), opt_level="1", debug_level="0", multi_file=True)


if __name__ == "__main__":
    setup(ext_modules=extensions())
