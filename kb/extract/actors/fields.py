"""The fields that a body is for, which "and" and commas tie: "Association of Weavers and Dyers", "Office of Management
and Budget"."""

from kb.extract.actors.scan import Scan, match_name, match_title, run_end

_DEGREES = frozenset("doctor bachelor master masters bachelors".split())
_STUDIES = frozenset(
    "medicine philosophy law laws science sciences arts letters divinity education music theology".split()
)
_DOING = ("tion", "sion", "ment", "abuse", "rights")  # of what
_LANDS = frozenset("state commonwealth republic province city county kingdom".split())
_BOARDS = frozenset("committee subcommittee commission council panel tribunal".split())  # on what


def is_degree(scan: Scan, i: int) -> bool:
    """Whether a word begins the name of what one earns at a school: "a doctor of medicine degree"."""
    degree = scan.key(i) in _DEGREES and scan.key(i + 1) == "of" and scan.key(i + 2) in _STUDIES
    return degree and scan.same(i, i + 2)


def leads_field(scan: Scan, head: int) -> bool:
    """Whether a word leads on to what a body is for: "Ministry of Health", "Committee on Budgets"."""
    of = scan.key(head) in scan.lexicon.words.of_heads and scan.key(head + 1) in ("of", "for")
    if of or scan.key(head) not in _BOARDS or scan.key(head + 1) != "on" or not scan.capital(head + 2, head):
        return of
    return scan.lexicon.heads.get(scan.key(run_end(scan, head + 2) - 1)) != "place"  # "the council on Harlow Road"


def fields_end(scan: Scan, begin: int, end: int, *, any_word: bool = False) -> int:
    """The end of the fields of a body whose first begins and ends at the tokens; of a ministry any word is one."""
    if scan.key(end - 1) in _LANDS and scan.key(end) == "of" and scan.capital(end + 1, begin):
        return run_end(scan, end + 1)  # "Bar Association of the State of New York"
    if scan.key(begin - 2) == "university" and scan.key(end) == "at" and scan.capital(end + 1, begin):
        campus = run_end(scan, end + 1)
        named = scan.lexicon.ordinary.get(scan.key(end + 1)) != "calendar" and scan.key(campus) != "s"
        return campus if named else end  # "University of Texas at Austin"
    end = _done_end(scan, begin, end)
    if not any_word and match_name(scan, begin) and scan.key(begin) not in scan.lexicon.words.fields:
        return end  # "the Bank of England and Parliament"
    last, tie, on_what = end, scan.key(end), scan.key(begin - 1) == "on"
    while tie in (",", "and") and scan.same(begin, last):
        begin = last + 1 + (tie == "," and scan.key(last + 1) == "and")
        tied = tie == "and" or begin > last + 1
        loose = any_word or (on_what and len(scan.keys(begin, run_end(scan, begin))) > 1 and _is_plain(scan, begin))
        if not scan.capital(begin, last) or not (_names_field(scan, begin) or (tied and loose)):
            return end
        last = _before_title(scan, begin, run_end(scan, begin))
        if tied:
            return last
        tie = scan.key(last)
    return end


def _done_end(scan: Scan, begin: int, end: int) -> int:
    """The end of what a body is there to do: "Investigation of Abuse of Authority", "Protection of Rural Places"."""
    while begin < end and scan.capital(end + 1, begin):
        if scan.keys(end - 1, end + 1) == ("cruelty", "to"):
            return run_end(scan, end + 1)
        if (
            scan.key(end) != "of"
            or not scan.key(end - 1).endswith(_DOING)
            or match_title(scan, end + 1)
            or match_name(scan, end + 1)
        ):
            return end
        end = run_end(scan, end + 1)
    return end


def _before_title(scan: Scan, begin: int, end: int) -> int:
    """The end of a field before the title of somebody: "Office of Management and Budget Director Ann Berg"."""
    return next((j for j in range(begin + 1, end) if match_title(scan, j)), end)


def _is_field(scan: Scan, i: int) -> bool:
    """Whether a word names what people work at or who they are, and neither a body nor a person."""
    lexicon, key = scan.lexicon, scan.key(i).removeprefix("anti-").removeprefix("counter-")
    if key in lexicon.words.fields:
        return True
    known = key in lexicon.given or key in lexicon.heads or key in lexicon.titles or match_name(scan, i)
    return not known and key.endswith(tuple(lexicon.words.field_endings)) and len(key) > 4


def _is_plain(scan: Scan, i: int) -> bool:
    """Whether a word begins no name and is no title: "Committee on Energy Independence and Global Warming", but not
    "the Committee on Intelligence and Omar Said"."""
    known = scan.key(i) in scan.lexicon.given or scan.key(i) in scan.lexicon.heads
    plain = not known and not match_name(scan, i) and not match_title(scan, i)
    return plain and (scan.key(i) in scan.lexicon.ordinary or scan.key(i) in scan.lexicon.words.modifiers)


def _names_field(scan: Scan, begin: int) -> bool:
    """Whether a field begins at a token: "Health", "Judicial Affairs"."""
    last = run_end(scan, begin) - 1
    return _is_field(scan, begin) or (last > begin and scan.key(last) in scan.lexicon.words.fields)


def associated(scan: Scan, run: int) -> int:
    """The end of a name that goes on behind "and" to what it is: "Kenya Farmers and Traders Union"; 0 if none does."""
    if scan.key(run) != "and" or not scan.capital(run + 1, run) or match_name(scan, run + 1):
        return 0
    end = run_end(scan, run + 1)
    body = scan.lexicon.heads.get(scan.key(end - 1)) == "organisation" and end > run + 2
    return end if body and scan.key(run - 1) not in scan.lexicon.heads else 0
