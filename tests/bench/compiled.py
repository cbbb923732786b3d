"""kb as `make wheel` compiles it, in an environment of its own."""

import subprocess
import sys
from functools import cache
from pathlib import Path

from figure import BIN, say

ROOT = Path(__file__).parent.parent.parent


def builds(folder: Path) -> dict[str, Path]:
    """The folders of commands to measure by what each is said to be: plain, and compiled where that can be made."""
    compiled = _compiled(folder)
    return {"": BIN} | ({", compiled": compiled} if compiled else {})


@cache
def _compiled(folder: Path) -> Path | None:
    home = folder / "compiled"
    pip = [home / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--force-reinstall"]
    try:
        subprocess.run(["make", "wheel"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([*pip, *(ROOT / "dist").glob("*.whl")], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        say(f"kb cannot be compiled here: {error}")
        return None
    return home / "bin"
