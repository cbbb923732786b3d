"""Names that their capitals show: persons with their titles, organisations by their heads, known names."""

from dataclasses import replace

from kb.extract.actors.fields import associated, fields_end, leads_field
from kb.extract.actors.firms import is_traded, read_firm
from kb.extract.actors.nationals import is_counted, is_one
from kb.extract.actors.owned import is_nobody, owned_firm, read_owned
from kb.extract.actors.scan import (
    Chunk,
    Scan,
    Title,
    has_no_title,
    match_name,
    match_title,
    new_title,
    next_title,
    office,
    run_end,
)
from kb.extract.actors.short_for import abbreviates
from kb.extract.actors.teams import is_side
from kb.extract.actors.towns import read_based, read_part
from kb.extract.actors.vessels import read_named
from kb.lexicon import grammar
from kb.lexicon.actors import Name

PLACES = ("city", "region", "facility", "u.s. state")
_PLACES_AND_STATES = (*PLACES, "state")
_MOST_NAME_WORDS = 6
_ARTICLES = ("the", "a", "an")
_POLITE = ("mr", "mrs", "ms")
_ABROAD = {("embassy", "in"), ("consulate", "in"), ("mission", "in"), ("mission", "to"), ("district", "of")}
_JOINT = ("council", "agency", "authority", "administration", "bureau")
_CREEDS = ("orthodox", "catholic")
_STRIPPED = ("ing", "ed", "ly")


def read_capital(scan: Scan, i: int) -> Chunk | None:
    """The name that begins at token i, which has a capital or may begin a known name."""
    name = match_name(scan, i)
    if not scan.capital(i, i):
        return known(scan, i, name) if name else None
    run = run_end(scan, i)
    if scan.key(i) in scan.lexicon.words.ships and scan.tokens[i].text.isupper() and run > i + 1:
        return Chunk(i, run, scan.words(i, run), "organisation", scan.keys(i, run), article=scan.key(i - 1))
    if is_traded(scan, i):
        return None
    part = read_named(scan, i, run) or read_firm(scan, i, run) or read_part(scan, i, run)
    if part := part or read_based(scan, i) or read_owned(scan, i, run):
        return part
    title = None if has_no_title(scan, i, run) else match_title(scan, i)
    land = match_name(scan, i + 1) if scan.key(i) == "air" and run > i + 1 else None
    if land and land.kind == "state" and not land.acronym:
        last = i + 1 + len(land.words)  # "Air India"
        return Chunk(i, last, scan.words(i, last), "company", scan.keys(i, last), article=scan.key(i - 1))
    if name and (title is None or title.last <= i + len(name.words)):
        return _from_known(scan, i, run, name)
    if title and not (scan.tokens[i].key in scan.lexicon.given and title.last == i + 1 and run > i + 1):
        return titled(scan, i, title) or _headed(scan, i, run)
    return _bare(scan, i, run)


def known(scan: Scan, i: int, name: Name) -> Chunk:
    sort = "place" if name.kind in PLACES else name.kind
    last = i + len(name.words)
    if name.form == "adjective" and scan.key(last) in scan.lexicon.words.currencies:
        return Chunk(i, last, scan.words(i, last), "thing", name.words)  # "Canadian dollars"
    creed = scan.key(last) in _CREEDS and scan.tokens[last].capital
    if name.form == "adjective" and creed and scan.key(last + 1) in grammar.load().where.facilities:
        return Chunk(i, last + 1, scan.words(i, last + 1), "thing", name.words)  # "the Russian Orthodox cathedral"
    if name.kind == "company" and _made(scan, i, last):
        return Chunk(i, last + 1, scan.words(i, last + 1), "thing", name.words)
    if name.form == "people" and is_counted(scan, i, last):
        words = scan.words(i, last)
        return Chunk(i, last, words, "collective", (words,), article=scan.key(i - 1))
    if name.form == "adjective" and is_one(scan, i, last):
        words = scan.words(i, last)
        return Chunk(i, last, words, "description", (words,), role=name.name, article=scan.key(i - 1))
    form = "modifier" if name.kind == "state" and name.form == "name" and before_noun(scan, last) else name.form
    return Chunk(i, last, name.name, sort, name.words, form, name.text, article=scan.key(i - 1), known=True)


def _made(scan: Scan, i: int, last: int) -> bool:
    """Whether a company is named for what it makes: "a Boeing 737", "a silver Toyota Camry"."""
    if not scan.same(i - 1, last):
        return False
    article = next((scan.key(j) for j in (i - 1, i - 2) if scan.key(j) in _ARTICLES), "")
    number = scan.tokens[last].text[0].isdigit()
    model = scan.capital(last, i) or number
    return (article in ("a", "an") or (article != "" and number)) and model and not match_title(scan, last)


def before_noun(scan: Scan, last: int) -> bool:
    """Whether a noun follows that the name tells more of: "U.S. air strikes"."""
    if not scan.same(last - 1, last):
        return False
    token, words = scan.tokens[last], scan.lexicon.words
    if not token.text.islower() or not token.word or token.shut or token.key in ("s", "ago"):
        return False
    return not (
        token.key in words.functional or token.key in words.irregular or token.key.endswith(("ed", "ing", "ly"))
    )


def titled(scan: Scan, i: int, title: Title) -> Chunk | None:
    """The person after a title, or its holder when no name follows."""
    j = title.last
    strong = scan.key(j) in scan.lexicon.heads and scan.key(j) not in scan.lexicon.words.weak_heads
    if strong and run_end(scan, i) == j + 1:
        return None  # "the Justice Ministry" is no Mr. Ministry
    if scan.capital(j, i) and not _stops(scan, j):
        named = person(scan, j, title=title)
        if named.keys[-1] not in scan.lexicon.titles or len(named.keys) == 1 or named.keys[0] in scan.lexicon.given:
            return replace(named, first=i)
        return None
    if not is_office(scan, title):
        return None
    if scan.key(i - 1) not in scan.lexicon.words.definite | scan.lexicon.words.possessive:
        return None
    see = past_see(scan, j)
    keys = (title.role, *((" ".join(scan.keys(j, see)),) if see > j else ()))
    return Chunk(i, j, scan.words(i, see), "description", keys, role=title.role, article=scan.key(i - 1))


def past_see(scan: Scan, j: int) -> int:
    """The end of the land or town that an office is of, "Bishop of Leeds", "mayor of Leeds"; the token if of none."""
    if scan.key(j) != "of" or not scan.capital(j + 1, j):
        return j
    name, end = match_name(scan, j + 1), run_end(scan, j + 1)
    if name and name.kind not in _PLACES_AND_STATES:
        return j
    more = scan.key(end) == "s" or (
        scan.key(end) in (",", "and") and scan.capital(end + 1 + (scan.key(end + 1) == "the"), j)
    )
    return j if more or scan.key(end - 1) in scan.lexicon.heads else end


def is_office(scan: Scan, title: Title) -> bool:
    """Whether a title stands for its holder with an article alone: "the president", "the minister of finance"."""
    return office(title.role) in scan.lexicon.words.offices


def _stops(scan: Scan, j: int) -> bool:
    """Whether what follows a title is no person's name."""
    name = match_name(scan, j)
    if name is None:
        surname = scan.key(j - 1) in _POLITE or scan.key(j) in scan.surnames  # "Mr. Brown", "Miss Brown"
        return scan.key(j) in scan.lexicon.ordinary and not scan.capital(j + 1, j) and not surname
    single = len(name.words) == 1
    return not (single and (name.kind in PLACES or scan.key(j) in scan.lexicon.given) and name.form == "name")


def person(scan: Scan, i: int, *, title: Title | None = None) -> Chunk:
    """A person's name from token i on, with initials, particles and suffix."""
    words = scan.lexicon.words
    end = min(run_end(scan, i), i + _MOST_NAME_WORDS)
    j = i + 1
    while j < end and not new_title(scan, j, end):
        j += 1
    keys = tuple(k for k in scan.keys(i, j) if k not in words.suffixes) or scan.keys(i, j)
    keys = (keys[0], keys[-1]) if not all(k[0].isalnum() for k in keys) else keys  # Vincent "The Chin" Gigante
    if scan.key(j) == "," and scan.key(j + 1) in ("jr", "sr") and scan.same(i, j + 1):
        j += 2
    given = scan.lexicon.given.get(scan.key(i), "")
    kind = title.kind if title else ""
    gender = {"mr": "m", "mrs": "f"}.get(kind) or (given if len(keys) > 1 else "")
    role = title.role if title else ""
    gender = gender or _role_gender(scan, role)
    return Chunk(i, j, scan.words(i, j), "person", keys, role=role, gender=gender, article=scan.key(i - 1))


def _role_gender(scan: Scan, role: str) -> str:
    last = role.split()[-1] if role else ""
    words = scan.lexicon.words
    return "m" if last in words.male_nouns else "f" if last in words.female_nouns else ""


def _from_known(scan: Scan, i: int, run: int, name: Name) -> Chunk:
    """A known name, or the longer name that it opens: "Indian Navy", "Jordan Smith"."""
    k = i + len(name.words)
    if name.words[-1] in scan.lexicon.words.of_heads and scan.key(k) == "of" and scan.capital(k + 1, i):
        return _headed(scan, i, k) or known(scan, i, name)  # "the Supreme Court of India"
    placed = name.kind in PLACES or name.form == "capital"
    if placed and run > k + 1 and scan.key(k) in scan.lexicon.words.linking:  # "Santa Cruz del Quiché"
        return Chunk(i, run, scan.words(i, run), "place", scan.keys(i, run), article=scan.key(i - 1))
    longer = match_name(scan, k) if k < run and name.kind == "state" else None
    if longer and longer.kind not in _PLACES_AND_STATES:
        return replace(known(scan, k, longer), first=i)
    if run > k and (further := associated(scan, run)):
        return Chunk(i, further, scan.words(i, further), "organisation", scan.keys(i, further), article=scan.key(i - 1))
    if k >= run or name.words[-1] == "the":
        return known(scan, i, name)
    given = len(name.words) == 1 and scan.key(i) in scan.lexicon.given
    # "Chad Monday expelled an envoy", "the envoy to Chad Ann Berg".
    given = given and scan.lexicon.ordinary.get(scan.key(k)) != "calendar"
    given = given and not (name.kind == "state" and scan.key(k) in scan.lexicon.given)
    if given and not match_name(scan, k) and not match_title(scan, k) and scan.key(k) not in scan.lexicon.heads:
        closed = scan.key(run - 1) in scan.lexicon.heads and run > k + 1
        return (_headed(scan, i, run) if closed else None) or person(scan, i)
    stop = next_title(scan, k, run)
    if name.form == "adjective" and stop == run == k + 1 and _own_name(scan, i, k):
        return Chunk(i, run, scan.words(i, run), "organisation", scan.keys(i, run), article=scan.key(i - 1))
    if stop == run == k + 1 and ((name.kind in PLACES and _team(scan, i, k)) or _firm(scan, name, k)):
        return Chunk(i, run, scan.words(i, run), "organisation", scan.keys(i, run), article=scan.key(i - 1))
    if stop > k:
        headed = _headed(scan, i, stop)
        if headed and headed.last > k:
            company = headed.sort == "company" and headed.last == k + 1 and name.kind not in _PLACES_AND_STATES
            return replace(known(scan, i, name), last=headed.last) if company else headed
    return known(scan, i, name)


def _own_name(scan: Scan, i: int, k: int) -> bool:
    """Whether a lone word behind the adjective of a state makes one name with it: "the Spanish Armada"."""
    lexicon, word = scan.lexicon, scan.key(k)
    plain = word in lexicon.heads or word in lexicon.nouns or word in lexicon.titles or word in lexicon.given
    common = plain or word in lexicon.ordinary or word in scan.lower or word in scan.surnames or match_name(scan, k)
    small = not scan.tokens[k].text.isupper() and not scan.tokens[k].headline  # "the French DST" is the DST
    return scan.key(i - 1) == "the" and not common and small


def _team(scan: Scan, i: int, k: int) -> bool:
    """Whether a plural behind a place makes a team or the like of it: "the Boston Celtics"."""
    known_word = match_name(scan, k) or scan.key(k) in scan.lexicon.nouns or scan.key(k) in scan.lexicon.titles
    plural = scan.key(k).endswith("s") and scan.key(k) not in scan.lexicon.heads
    if scan.key(k) in scan.lexicon.words.clubs:
        return True  # "Leeds United"
    return plural and not known_word and not scan.tokens[k].headline and scan.key(k) not in scan.lexicon.ordinary


def _firm(scan: Scan, name: Name, k: int) -> bool:
    """Whether a lone word behind a state makes the name of a firm with it, as it does something: "Canada Goose said".
    Weekdays, titles, peoples and events behind a state do not: "India Monday said"."""
    lexicon, word = scan.lexicon, scan.key(k)
    if name.kind != "state" or name.form == "government" or scan.tokens[k].text.isupper() or scan.key(k + 1) == "s":
        return False
    one = word.removesuffix("s")
    plain = one in lexicon.heads or word in lexicon.nouns or word in lexicon.titles or word in lexicon.given
    if plain or lexicon.ordinary.get(word) == "calendar" or word in scan.surnames:
        return False
    other = match_name(scan, k)
    return not (other and other.kind not in PLACES) and _verbal(scan, k + 1)


def _headed(scan: Scan, i: int, run: int) -> Chunk | None:
    """An organisation or place whose last word tells so: "Justice Department", "University of Basra"."""
    heads, words = scan.lexicon.heads, scan.lexicon.words
    h = next((j for j in range(run - 1, i - 1, -1) if scan.key(j) in heads and scan.key(j - 1) != "("), -1)
    if h == i and heads[scan.key(h)] == "place" and scan.key(h + 1) != "of":
        return None
    if h < 0 or (h == i and not opens_body(scan, i)) or ((title := match_title(scan, i)) and title.last > h + 1):
        return None  # "the Chief Financial Officer" is no firm
    kind = heads[scan.key(h)]
    given = run - i == 2 and scan.key(i) in scan.lexicon.given and (scan.key(h) in words.weak_heads or kind == "thing")
    if given and scan.key(i - 1) not in words.determiners and scan.key(i - 1) != "s":
        return None  # "Rose Garden" and "Stan Deal" are somebody, "the Rose Garden" is not
    last = h + 1
    if leads_field(scan, h):
        begin = last + 1 + (scan.key(last + 1) == "the")
        last = run_end(scan, begin) if scan.capital(begin, i) and not match_title(scan, begin) else last
        last = fields_end(scan, begin, last, any_word=scan.key(h) in ("department", "ministry"))
    elif (scan.key(h), scan.key(last)) in _ABROAD:
        begin = last + 1 + (scan.key(last + 1) == "the")
        place = match_name(scan, begin) if scan.capital(begin, i) else None
        last = begin + len(place.words) if place else last  # "Assistance Mission to the Solomon Islands"
    sort = "place" if kind == "place" else kind
    return Chunk(i, last, scan.words(i, last), sort, scan.keys(i, last), role=scan.key(h), article=scan.key(i - 1))


def opens_body(scan: Scan, i: int) -> bool:
    """Whether a head that opens a name names a body: "the Ministry said", "Bank of Lowland raised rates", "a Bureau of
    Mines plan"."""
    if not scan.tokens[i].first and scan.key(i - 1) in scan.lexicon.words.definite | scan.lexicon.words.possessive:
        return True
    one = scan.key(i) in scan.lexicon.words.of_heads and not scan.key(i).endswith("s")
    one = one and scan.key(i - 1) != ","  # "Surgeon General, Department of Health" tells of the office
    return one and scan.key(i + 1) == "of" and scan.capital(i + 2, i) and not match_title(scan, i + 2)


def _shown(scan: Scan, i: int, run: int) -> Chunk | None:
    """A name that initials, an owner or an illness show."""
    if (
        len(scan.key(i)) == 1
        and scan.key(i + 1) in scan.lexicon.given
        and scan.tokens[i].text[-1] == "."
        and run > i + 2
    ):
        return person(scan, i)  # "W. Mark Berg", though a mark is a thing
    end, sort = (run, "thing") if is_nobody(scan, i, run) else (owned_firm(scan, i, run), "company")
    return Chunk(i, end, scan.words(i, end), sort, scan.keys(i, end), article=scan.key(i - 1)) if end else None


def _bare(scan: Scan, i: int, run: int) -> Chunk | None:
    """A name that neither the lexicon nor a title shows: by its head, its given name, its capitals, or unknown."""
    token, lexicon = scan.tokens[i], scan.lexicon
    why = lexicon.ordinary.get(token.key)
    if token.key in _ARTICLES and not (token.text == "A." and run > i + 2):  # "A. H. Rogers"
        return None
    if shown := _shown(scan, i, run):
        return shown
    paired = _paired(scan, i) or (token.key in scan.surnames and _verbal(scan, i + 1))
    if (why == "calendar" or (token.first and why == "opener")) and not paired:
        return None
    given = token.key in lexicon.given
    end = run if given else next_title(scan, i + 1, run)
    if token.key in lexicon.words.storms and end > i + 1 and lexicon.heads.get(scan.key(end - 1)) != "company":
        return Chunk(i, end, scan.words(i, end), "thing", scan.keys(i, end))
    opens = token.key in lexicon.words.place_openers and scan.key(end) not in lexicon.words.naming
    if opens and end > i + 1 and scan.key(end - 1) not in lexicon.heads:
        return Chunk(i, end, scan.words(i, end), "place", scan.keys(i, end))
    if not given and is_side(scan, i, end):
        return Chunk(i, i + 1, scan.words(i, i + 1), "organisation", scan.keys(i, i + 1), article=scan.key(i - 1))
    joined = _joined(scan, i, end)
    headed = _headed(scan, i, joined)
    if headed:
        return headed
    if end > i + 1 and all(k in lexicon.ordinary for k in scan.keys(i, end)):
        return None
    if token.key in lexicon.words.modifiers and end > i + 1:
        return None
    if end == i + 1 and (token.key in lexicon.heads or token.key in lexicon.words.functional):
        return None
    if end == i + 1 and token.key in scan.surnames and (token.key not in lexicon.heads or not token.first):
        return _unknown(scan, i, end)
    if token.first and not given and (why or (token.key.endswith(_STRIPPED) and run > i + 1)):
        return None
    if given and end > i + 1:
        return _spot(scan, i, end) or person(scan, i)
    if end == i + 1 and why and scan.key(i - 1) != "the":
        return None
    if end == i + 1 and not why and not token.text.isupper() and (scan.key(end), scan.key(end + 1)) == (",", "who"):
        return Chunk(i, end, scan.words(i, end), "person", scan.keys(i, end))
    return _spot(scan, i, end) or _unknown(scan, i, end)


def _spot(scan: Scan, i: int, end: int) -> Chunk | None:
    """A town or village that its bearing shows, or what leads there: "58km (36 miles) south-west of Bandar Abbas", "on
    the cable between Abu Talat and Genoa"."""
    link, noun = scan.key(i - 1), scan.key(i - 2)
    led = noun in (scan.lexicon.words.bearings if link == "of" else grammar.load().where.built)
    if not led or link not in ("of", "between") or not scan.same(i - 2, i):
        return None
    return Chunk(i, end, scan.words(i, end), "place", scan.keys(i, end))


def _verbal(scan: Scan, j: int) -> bool:
    """Whether a verb follows, before which a surname stands rather than a common word."""
    words = scan.lexicon.words
    token = scan.tokens[j] if scan.same(j - 1, j) else None
    return token is not None and (token.key in words.communication or token.key in words.irregular)


def _paired(scan: Scan, i: int) -> bool:
    """Whether the word begins a name inside another sentence, so that it may here ("First Security")."""
    return scan.capital(i + 1, i) and (scan.key(i), scan.key(i + 1)) in scan.pairs


def _unknown(scan: Scan, i: int, end: int) -> Chunk | None:
    token, sort = scan.tokens[i], "unknown"
    text = token.text
    if scan.key(end - 1) in scan.lexicon.titles and end > i + 1 and scan.key(end - 1) != "shah":  # "Amit Shah"
        return None
    if end > i + 1 and scan.lexicon.ordinary.get(scan.key(end - 1)) == "calendar":
        return None  # "the Bloody Sunday killings"
    suffixes = scan.lexicon.words.suffixes
    if end > i + 2 and scan.key(end - 1) in suffixes and scan.key(i) not in suffixes:
        return person(scan, i)
    if end == i + 1 and (text.isupper() or (len(text) > 2 and text[:-1].isupper())):  # "Xi" is a surname
        if len(token.key) < 2 or token.key in scan.lexicon.words.capital_words:
            return None
        if text.endswith("s") or scan.key(end) == ":" or abbreviates(scan, i):
            return None
        sort = "organisation" if len(text) < 7 else "unknown"
    return Chunk(i, end, scan.words(i, end), sort, scan.keys(i, end), article=scan.key(i - 1))


def _joined(scan: Scan, i: int, end: int) -> int:
    """The end of the run, or past "and" of a second run that closes the name: "Securities and Exchange Commission"."""
    heads = scan.lexicon.heads
    if scan.key(end - 1) == "savings" and scan.key(end + 1) == "loan" and scan.capital(end + 1, i):
        return run_end(scan, end + 1)
    if scan.key(end) != "and" or not scan.capital(end + 1, i) or any(scan.key(j) in heads for j in range(i, end)):
        return end
    further = run_end(scan, end + 1)
    long = end - i > 2 and not (scan.key(i - 1) == "the" and scan.key(further - 1) in _JOINT)
    if long or scan.key(i) in scan.lexicon.given or match_name(scan, i) or match_name(scan, end + 1):
        return end
    closes = scan.key(further - 1) in heads and further - end > 2 and not match_title(scan, end + 1)
    return further if closes else end
