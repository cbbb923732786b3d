"""The year of which a whole text tells, as its title says: "2023 Country Reports", "Annual report for 2019"."""

import re

from kb.when import When

_YEAR = re.compile(r"(?<![\d-])(?:1[5-9]|20)\d\d(?![\d-])")
# What a text is called that tells of one year; "the report on the 2016 election" is none.
_YEARLY = re.compile(
    r"\b(?:(?:annual|country|human rights|yearly|situation|activity) reports?|in review|review of the year|yearbook"
    r"|events of|chronology|timeline|chronicle)\b"
)


def year_covered(title: str, published: When | None) -> int | None:
    """The one year that the title of a report, review or chronology names, where it was published later; else None."""
    if published is None or published.year is None or not _YEARLY.search(title.lower()):
        return None
    years = set(map(int, _YEAR.findall(title)))
    year = years.pop() if len(years) == 1 else None
    return year if year is not None and year < published.year else None
