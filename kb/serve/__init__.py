"""The store in a browser: pages of our own in front, Datasette for facets and SQL behind; nothing but reading unless
a person asks for more."""

from kb.serve.access import Access
from kb.serve.app import App
from kb.serve.site import Site

__all__ = ["Access", "App", "Site"]
