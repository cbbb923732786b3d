"""kb: a sourced timeline of dated events from articles, on the command line."""

__version__ = "0.1.0"
