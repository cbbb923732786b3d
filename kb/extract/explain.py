"""Which rule read which words of a document: the stages of `extract`, with their traces."""

from kb.extract.actors import find_actors
from kb.extract.dates import publication
from kb.extract.dates import trace as dates
from kb.extract.mentions import trace as mentions
from kb.extract.sentences import split
from kb.model import Document
from kb.trace import Explanation


def explain(document: Document) -> Explanation:
    """Explain one document. Its dates and mentions are those of `extract`, made by the same functions."""
    sentences = split(document.text)
    document = publication(document, sentences)
    found, traces, kept, narrative = dates.trace(document, sentences)
    actors, places = find_actors(document, sentences, found)
    told, untold = mentions.trace(document, sentences, found, actors, places)
    return Explanation(document, narrative, traces, kept, told, untold)
