"""The errors kb raises on purpose: each says what, where, and what to do.

KbError
├── InputError     a document or source that cannot be read
├── LexiconError   a word list or rule file that is wrong
├── QueryError     a filter, date or identifier that means nothing here
└── StoreError     a store that cannot be opened or written
"""


class KbError(Exception):
    """Base of all errors that a user can do something about; the message is one line."""

    exit_code = 1


class InputError(KbError):
    """A document or source that cannot be read."""


class LexiconError(KbError):
    """A lexicon file that does not have the shape it must have; names the file and the entry."""


class QueryError(KbError):
    """A filter, date or identifier that cannot be understood or matches nothing."""

    exit_code = 2


class StoreError(KbError):
    """A store that cannot be opened, read or written."""
