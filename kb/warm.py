"""What processes that read are forked from imports this, so that the word lists are loaded once for all of them."""

from kb.extract import extract
from kb.model import Document

extract(Document("", "Nobody was hurt on Friday."))
