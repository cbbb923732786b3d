"""A document in, its dates, actors and event mentions out: pure, the stages on one screen."""

from kb.extract.dates import find_dates, publication
from kb.extract.sentences import split
from kb.model import Document, Extraction


def extract(document: Document) -> Extraction:
    """Read one document. The same document always gives the same extraction; no input raises."""
    # Imported here, so that who asks for dates alone does not wait for the lexicons of the rest.
    from kb.extract.actors import find_actors
    from kb.extract.mentions import find_mentions

    sentences = split(document.text)
    document = publication(document, sentences)
    dates = find_dates(document, sentences)
    actors, places = find_actors(document, sentences, dates)
    mentions = find_mentions(document, sentences, dates, actors, places)
    return Extraction(document, sentences, dates, actors, mentions)
