"""Build: what an expression means, said on a reference date. Sees one expression and the reference, no neighbours.

BUILDERS is the closed table that rules name their builder from. A builder returns None where the words make no date
("June 31", a score of 3:99), and leaves a year open where nothing gives it: never a guess.
"""

from collections.abc import Mapping
from dataclasses import replace

from kb.extract.dates import absolute, lengths, relative
from kb.extract.dates.match import Found
from kb.extract.dates.reading import Builder, Reading, Reference, point
from kb.when import Grain, When


def build(found: Found, reference: Reference) -> Reading | None:
    """Reads one expression; None when its words make no date, or only in a narrative and this is none."""
    if found.rule.args.get("story") and not reference.story:
        return None
    reading = BUILDERS[found.rule.build](found, reference)
    if reading is None:
        return None
    if found.offset and isinstance(reading.when, When):
        moved = relative.moved_by(reading.when, *found.offset) if reading.when.anchored else None
        reading = point(moved) if moved else lengths.duration_of(*found.offset)
    if found.clock and isinstance(reading.when, When) and reading.when.grain is Grain.DAY:
        reading = point(replace(reading.when, clock=found.clock), reading.mod)
    elif found.clock and reading.type == "DATE":
        reading = replace(reading, type="TIME", value=f"{reading.value}T{found.clock}")
    if found.mod == "APPROX" and isinstance(reading.when, When):
        reading = replace(reading, when=replace(reading.when, approximate=True))
    return replace(reading, mod=found.mod) if found.mod and not reading.mod else reading


BUILDERS: Mapping[str, Builder] = {
    builder.__name__: builder
    for builder in (
        absolute.calendar,
        absolute.iso,
        absolute.numeric,
        absolute.named_day,
        absolute.september_11,
        absolute.era_year,
        absolute.decade,
        absolute.century,
        absolute.season,
        absolute.quarter,
        absolute.half,
        absolute.fiscal,
        absolute.fixed_year,
        absolute.holiday,
        absolute.nth_unit,
        absolute.week_of,
        relative.shift,
        relative.step,
        relative.run,
        relative.two_steps,
        relative.from_holiday,
        relative.from_event,
        relative.ago_today,
        relative.weekend,
        relative.weekday,
        relative.step_weekday,
        relative.weekday_of_week,
        relative.weekdays_ago,
        relative.step_month,
        relative.month_of_year,
        relative.step_season,
        relative.part_of_told,
        relative.year_end,
        relative.quarter_of_year,
        relative.year_earlier,
        lengths.clock,
        lengths.part,
        lengths.duration,
        lengths.two_lengths,
        lengths.spoken_clock,
        lengths.fixed_duration,
        lengths.fixed,
        lengths.fixed_time,
        lengths.told_time,
        lengths.each,
    )
}
