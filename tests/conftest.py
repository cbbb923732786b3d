"""What all tests share: no example is too slow on a busy machine; in the continuous integration, they never change."""

import os
from functools import partial
from pathlib import Path

import reportlab
import resvg_py
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# A machine without fonts draws PNG with those that come with reportlab.
_FONTS = str(Path(reportlab.__file__).parent / "fonts")
resvg_py.svg_to_bytes = partial(resvg_py.svg_to_bytes, font_dirs=[_FONTS])
