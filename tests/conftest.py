"""What all tests share: no example is too slow on a busy machine; in the continuous integration, they never change.

`KB_EXAMPLES=10000 pytest tests/test_properties_engine.py` looks at so many instead of a hundred.
"""

import os
from functools import partial
from pathlib import Path

import reportlab
import resvg_py
from hypothesis import settings

_EXAMPLES = int(os.environ.get("KB_EXAMPLES", "100"))

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=_EXAMPLES)
settings.register_profile("here", deadline=None, max_examples=_EXAMPLES)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# A machine without fonts draws PNG with those that come with reportlab.
_FONTS = str(Path(reportlab.__file__).parent / "fonts")
resvg_py.svg_to_bytes = partial(resvg_py.svg_to_bytes, font_dirs=[_FONTS])
