"""Placeholder while the room is being built."""
def publication(document, sentences):
    return document
def find_dates(document, sentences):
    return ()
