"""The day of publication from the stamp of a page: a line of figures near the top, "Updated 09/14/2013 01:03 PM"."""

import re

from kb.when import When

_LINES = 8  # of a text, among which a stamp is looked for
_LONGEST = 80
_MARK = r" ?[/.-] ?"
_NUMERIC = re.compile(rf"(?<![\d.,/-])(\d{{1,2}}){_MARK}(\d{{1,2}}){_MARK}((?:19|20)\d\d|\d\d)(?!\d|,\d)")
_ISO = re.compile(rf"(?<!\d)((?:19|20)\d\d){_MARK}(\d\d){_MARK}(\d\d)(?!\d)")
# What else a stamp may say: who does not know these words does not stamp.
_WORDS = frozenset(
    "published posted updated update last first originally edited modified created release released article date dated "
    "on at the by in am pm a p m gmt utc bst cet ist est edt et cst cdt ct mst mdt mt pst pdt pt eastern central "
    "mountain pacific time local mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday "
    "saturday sunday".split()
)
# Americans put the month first; so do those who count the hours to twelve, where nothing else tells.
_AMERICAN = re.compile(r"\b(?:[ecmp][sd]?t|eastern|central|mountain|pacific)\b")
_HALF_DAY = re.compile(r"\b[ap] ?\.? ?m\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_URL_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[/-] ?(0[1-9]|1[0-2])(?!\d)")


def stamped(text: str, address: str) -> When | None:
    """The day of the first line near the top that is nothing but a stamp; None when its order is anybody's guess."""
    for line in text.split("\n", _LINES)[:_LINES]:
        low = line.strip().lower()
        if low and len(low) <= _LONGEST and set(_LETTERS.findall(low)) <= _WORDS and (day := _day(low, address)):
            return day
    return None


def _day(line: str, address: str) -> When | None:
    if iso := _ISO.search(line):
        return _when(int(iso[1]), int(iso[2]), int(iso[3]))
    hit = _NUMERIC.search(line)
    if hit is None:
        return None
    one, two, year = int(hit[1]), int(hit[2]), _year(hit[3])
    orders = [day for day in (_when(year, one, two), _when(year, two, one)) if day]
    if len({day.edtf for day in orders}) < 2:
        return orders[0] if orders else None
    if _AMERICAN.search(line) or _HALF_DAY.search(line):
        return orders[0]
    month = _URL_MONTH.search(address)
    told = [day for day in orders if month and (day.year, day.month) == (int(month[1]), int(month[2]))]
    return told[0] if len(told) == 1 else None


def _year(figures: str) -> int:
    year = int(figures)
    return year if len(figures) == 4 else year + (1900 if year >= 70 else 2000)


def _when(year: int, month: int, day: int) -> When | None:
    try:
        return When.on(year, month, day)
    except ValueError:
        return None
