"""The date expressions that dateparser finds in the texts of a file of JSON lines."""

import json
import sys
from datetime import datetime
from pathlib import Path

from dateparser.search import search_dates

found = 0
with Path(sys.argv[1]).open(encoding="utf-8") as lines:
    for line in lines:
        one = json.loads(line)
        settings = {"PREFER_DATES_FROM": "past"}
        if one["published"]:
            settings["RELATIVE_BASE"] = datetime.fromisoformat(one["published"])
        found += len(search_dates(one["text"], languages=["en"], settings=settings) or ())
print(found)
