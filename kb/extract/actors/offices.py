"""Who holds an office, named behind it or not: "spokesman John Smith", "Iran's envoy", "a Jaguar spokesman"."""

from dataclasses import replace

from kb.extract.actors.bodies import read_body
from kb.extract.actors.doing import is_to_come
from kb.extract.actors.names import is_office, past_see, person
from kb.extract.actors.nouns import end_before, phrase_start, words_before
from kb.extract.actors.owned import is_desk
from kb.extract.actors.scan import Chunk, Scan, Title, match_name, match_noun, match_title, owner_of, run_end
from kb.lexicon import triggers

_ADVERBS = frozenset("first again never once soon later earlier instead twice only just even now ultimately".split())
_HEADING = ("head", "chief", "boss", "director", "leader", "commander", "chairman", "president", "manager")
_ONCE, _WHICH = ("former", "deputy", "acting", "interim", "new", "current"), ("the", "a", "his", "her", "its")
_BODY = 5  # tokens
_BODY_OR_UNKNOWN = ("organisation", "company", "armed group", "unknown")


def read_office(scan: Scan, i: int, found: list[Chunk]) -> list[Chunk]:
    """A person named after a lower-case title ("spokesman John Smith"), or the holder of an office."""
    title = match_title(scan, i)
    if title is None or scan.hyphened(i) or scan.hyphened(title.last + 1):
        return []
    if is_desk(scan, title.last):
        return _desk(scan, i, title, found)
    follows = scan.capital(title.last, i) and not _other_name(scan, title.last)
    if follows:
        chunk = replace(person(scan, title.last, title=title), first=i)
        return [widen(scan, chunk, found)]
    holds = is_office(scan, title) or _is_national(scan, i, title, found) or _heads(scan, title)
    if not holds or not _acts_alone(scan, title):
        return []
    body = match_noun(scan, i - 1) if title.role in scan.lexicon.words.voices and scan.same(i - 1, i) else None
    if body and body.kind == "body" and (whole := read_body(scan, body, i - 1, found)):
        return [replace(whole[0], last=title.last)]  # "a foreign ministry spokesman": the ministry says it
    return _holder(scan, i, title, found)


def _desk(scan: Scan, i: int, title: Title, found: list[Chunk]) -> list[Chunk]:
    """The office that is called for who heads it, as a body: "the Leeds prosecutor's office charged two men"; where it
    is but a room ("met in the governor's office"), the roles leave it out."""
    start, absorbed = words_before(scan, i, found)
    article, end = scan.key(start - 1), title.last + 2
    if not absorbed and article not in scan.lexicon.words.determiners:
        return []
    del found[len(found) - len(absorbed) :]
    keys = (*(chunk.name for chunk in absorbed), *title.role.split())
    name = scan.words(start, end)
    return [Chunk(start, end, name, "collective", ("office", *keys), "body", role="office", article=article)]


def _heads(scan: Scan, title: Title) -> bool:
    """Whether "the head" is that of a body: "the head of Peru's central bank", not "the head of the table"."""
    of = title.last
    the = of - 2 - (scan.key(of - 2) in _ONCE)
    if title.role != "head" or scan.key(of) != "of" or scan.key(the) not in _WHICH or not scan.same(the, of + 1):
        return False
    bodies = scan.lexicon.words.bodies
    near = (j for j in range(of + 1, of + 1 + _BODY) if scan.same(of, j))
    return any(scan.key(j) in bodies and scan.tokens[j].word for j in near) or scan.capital(of + 1, of)


def _past_body(scan: Scan, of: int) -> int:
    """The end of the body without a name that somebody heads, "chief of the navy", "head of Peru's central bank"; else
    the token."""
    words = scan.lexicon.words
    if scan.key(of) != "of" or scan.key(of - 1) not in _HEADING or not scan.same(of - 1, of + 2):
        return of
    bodies = words.bodies
    for j in range(of + 1, of + 1 + _BODY):
        loose = scan.key(j) in words.functional and scan.key(j) not in ("the", "s", "its", "his", "a")
        if not scan.same(of, j) or not (scan.tokens[j].word or scan.key(j) == "s") or loose:
            return of
        if scan.key(j) in bodies and not scan.capital(j + 1, j):
            return j + 1
    return of


def _is_national(scan: Scan, i: int, title: Title, found: list[Chunk]) -> bool:
    """Whether the adjective of a nation tells who is meant, who is not that state: "the Ukrainian champion"."""
    if not found or found[-1].form not in ("adjective", "modifier") or not scan.same(found[-1].last, i):
        return False
    _, absorbed = words_before(scan, i, found)
    words, noun = scan.lexicon.words, match_noun(scan, title.last - 1)
    if noun is not None and noun.words[-1] not in words.never_one:
        return False  # "a Dutch driver", whom "the driver" takes up
    return bool(absorbed) and absorbed[-1] is found[-1] and title.role.split()[-1] not in words.things


def _holder(scan: Scan, i: int, title: Title, found: list[Chunk]) -> list[Chunk]:
    start, absorbed = words_before(scan, i, found)
    first = phrase_start(scan, start, end_before(found, absorbed))
    owner = owner_of(scan, start)
    if first == start == i and owner < 0:
        return []
    keys = tuple(chunk.name for chunk in absorbed) + ((scan.key(owner),) if owner >= 0 else ())
    del found[len(found) - len(absorbed) :]
    last = title.last
    speaks = title.role.split()[-1] in scan.lexicon.words.belonging
    if speaks and len(absorbed) == 1 and absorbed[0].last == i and absorbed[0].sort in _BODY_OR_UNKNOWN:
        # "A Jaguar spokesman said": the company does.
        return [replace(absorbed[0], first=first, last=last, form="members")]
    see = past_see(scan, last)
    keys += (" ".join(scan.keys(last, see)),) if see > last else ()
    name, article = scan.words(owner if owner >= 0 else start, _past_body(scan, see)), scan.key(start - 1)
    return [Chunk(first, last, name, "description", (title.role, *keys), role=title.role, article=article)]


def _acts_alone(scan: Scan, title: Title) -> bool:
    if not scan.same(title.last - 1, title.last):
        return True
    token = scan.tokens[title.last]
    return (
        not token.word
        or token.key in scan.lexicon.words.functional
        or token.key in scan.lexicon.words.irregular
        or token.key.endswith("ed")
        or triggers.load().is_past(token.key)  # "beat", which is no other form of itself
        or token.key in _ADVERBS
        or token.shut
        or token.key == "s"
        or is_to_come(scan, title.last)
    )


def _other_name(scan: Scan, j: int) -> bool:
    name = match_name(scan, j)
    if name is None:
        end = run_end(scan, j)
        body = scan.lexicon.heads.get(scan.key(end - 1)) in ("organisation", "company") and end > j + 1
        # "Rival Dunlin Group", but "rival Ann Church".
        return (body and scan.key(j) not in scan.lexicon.given) or scan.key(j) in scan.lexicon.ordinary
    return not (len(name.words) == 1 and scan.key(j) in scan.lexicon.given)


def widen(scan: Scan, chunk: Chunk, found: list[Chunk]) -> Chunk:
    """A person with the words before that tell who it is ("Iran's envoy Ali Nazari"), taken out of `found`."""
    if not chunk.role:
        if found and found[-1].last == chunk.first and found[-1].form in ("adjective", "modifier"):
            return replace(chunk, first=found.pop().first)
        return chunk
    start, absorbed = words_before(scan, chunk.first, found)
    del found[len(found) - len(absorbed) :]
    return replace(chunk, first=start)
