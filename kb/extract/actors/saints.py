"""Bodies that are called for a saint or a king: "St. Mary's School", "King's College"."""

from kb.extract.actors.scan import Chunk, Scan, run_end

_PATRONS = frozenset(("st", "saint", "king", "queen", "our", "all"))


def read_saint(scan: Scan, i: int, run: int) -> Chunk | None:
    """The body whose name begins at token i with its patron, whose run of capitals ends at a token; None for others."""
    if scan.key(i) not in _PATRONS or scan.key(run) not in ("s", "'", "’") or not scan.capital(run + 1, i):
        return None
    end = run_end(scan, run + 1)
    head = scan.key(end - 1)
    if scan.lexicon.heads.get(head) not in ("organisation", "company"):
        return None
    return Chunk(i, end, scan.words(i, end), "organisation", scan.keys(i, end), role=head, article=scan.key(i - 1))
