"""Bodies that are called for whose they are: "St. Mary's School", "King's College", "Lake County Sheriff's Office"."""

from kb.extract.actors.scan import Chunk, Scan, match_name, match_noun, run_end

_ACTS = frozenset(("order", "resolution", "decree", "directive", "regulation", "proclamation", "ordinance"))
_CROWNED, _COUNTIES = ("prince", "princess", "king", "queen"), ("county", "island", "islands", "parish", "bay")
_PATRONS = frozenset(("st", "saint", "king", "queen", "our", "all"))

_HOLDERS = frozenset(
    (
        "sheriff attorney prosecutor coroner examiner general minister president governor mayor marshal chancellor "
        "comptroller controller auditor clerk treasurer assessor commissioner defender chief premier secretary speaker"
    ).split()
)
_OFFICES = ("office", "department", "bureau", "division")
_ILLS = frozenset("disease syndrome lymphoma sarcoma palsy law theorem".split())
_EPONYMS = frozenset("alzheimer parkinson crohn hodgkin huntington tourette asperger".split())


def is_nobody(scan: Scan, i: int, end: int) -> bool:
    """Whether a name is that of who found a disease or a law ("died of Alzheimer's", "has Hansen's disease"), or the
    number of a file ("case No. CR2009-114"), or what a motion asks for ("a Motion to Change Venue"), or an act by its
    number ("Executive Order 13876")."""
    if scan.key(i - 1) == "to" and scan.key(i - 2) == "motion" and scan.same(i - 2, i):
        return True
    if scan.key(i) == "no" and end == i + 2 and any(letter.isdigit() for letter in scan.key(i + 1)):
        return True
    if scan.key(end - 1) in _ACTS and scan.key(end).isdigit() and scan.same(end - 1, end):
        return True
    if end > i + 2 or scan.key(end) != "s" or scan.key(end - 1) in scan.surnames:
        return False
    return scan.key(end + 1) in _ILLS or scan.key(end - 1) in _EPONYMS


def read_owned(scan: Scan, i: int, run: int) -> Chunk | None:
    """The body whose name begins at token i with whose it is, whose run of capitals ends at a token."""
    return read_crowned(scan, i, run) or read_saint(scan, i, run) or read_holder(scan, i, run)


def read_crowned(scan: Scan, i: int, run: int) -> Chunk | None:
    """The county that is called for somebody of old: "Prince George's County", "Queen Anne's County"."""
    if scan.key(i) not in _CROWNED or scan.key(run) != "s" or scan.key(run + 1) not in _COUNTIES:
        return None
    if not scan.capital(run + 1, i):
        return None
    end = run + 2
    return Chunk(i, end, scan.words(i, end), "place", scan.keys(i, end), article=scan.key(i - 1))


def read_holder(scan: Scan, i: int, run: int) -> Chunk | None:
    """The office that is called for who heads it: "the Lake County Sheriff's Office", "Cook County State's Attorney's
    Office", or who heads that of somebody told of: "a Los Angeles County Sheriff's deputy"; not that of somebody with
    a name, "Governor Ann Berg's Department"."""
    if scan.key(run - 1) == "state" and scan.keys(run, run + 2) == ("s", "attorney"):
        run += 2
    if scan.key(run) != "s" or scan.key(run - 1) not in _HOLDERS:
        return None
    if not scan.capital(run + 1, i):
        whole = scan.key(run - 1) == "sheriff" and run > i + 1 and scan.key(i) not in ("the", "a", "an")
        theirs = whole and match_noun(scan, run + 1) is not None
        return Chunk(i, run, scan.words(i, run), "place", scan.keys(i, run)) if theirs else None
    end = run_end(scan, run + 1)
    head = scan.key(end - 1)
    if head not in _OFFICES:
        return None
    return Chunk(i, end, scan.words(i, end), "organisation", scan.keys(i, end), role=head, article=scan.key(i - 1))


def is_desk(scan: Scan, end: int) -> bool:
    """Whether a title that ends at a token heads an office named for it: "the district attorney's office"."""
    if scan.keys(end, end + 2) != ("s", "office") or not scan.same(end - 1, end + 1):
        return False
    return scan.key(end - 1) in _HOLDERS and scan.tokens[end + 1].text.islower()


def read_saint(scan: Scan, i: int, run: int) -> Chunk | None:
    """The body whose name begins at token i with its patron, whose run of capitals ends at a token; None for others."""
    if scan.key(i) not in _PATRONS or scan.key(run) not in ("s", "'", "’") or not scan.capital(run + 1, i):
        return None
    end = run_end(scan, run + 1)
    head = scan.key(end - 1)
    if scan.lexicon.heads.get(head) not in ("organisation", "company"):
        return None
    return Chunk(i, end, scan.words(i, end), "organisation", scan.keys(i, end), role=head, article=scan.key(i - 1))


def owned_firm(scan: Scan, i: int, run: int) -> int:
    """The end of a company's name that itself is an owner's ("Sotheby's Holdings Inc.", "Rosie's Bakery"), or that
    begins like a day ("Sun Microsystems Inc."); 0 for others. The owner is nobody whom the text or lexicon knows."""
    heads, named = scan.lexicon.heads, scan.key(i) in scan.surnames or match_name(scan, i) is not None
    if run == i + 1 and scan.key(run) == "s" and scan.capital(run + 1, i) and not named:
        end = run_end(scan, run + 1)
        return end if scan.key(end - 1) in scan.lexicon.words.suffixed | scan.lexicon.words.shops else 0
    further = run_end(scan, run + 1) if run == i + 1 and scan.key(run) == "of" and scan.capital(run + 1, i) else 0
    if further and scan.key(further - 1) in scan.lexicon.words.suffixed:
        return further  # "First of America Bank Corp."
    calendar = scan.lexicon.ordinary.get(scan.key(i)) == "calendar"
    return run if calendar and run > i + 1 and heads.get(scan.key(run - 1)) == "company" else 0
