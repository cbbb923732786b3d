"""Placeholder while the room is being built."""
def find_mentions(document, sentences, dates, actors, places):
    return ()
