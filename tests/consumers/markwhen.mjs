// Prints the events of a markwhen file as its own parser reads them: [first day, day after the last, text].
import { readFileSync } from "node:fs";
import { parse, iter, isEvent, toDateRange } from "@markwhen/parser";

const { events } = parse(readFileSync(process.argv[2], "utf8"));
const found = [];
for (const { eventy } of iter(events)) {
  if (!isEvent(eventy)) continue;
  const { fromDateTime, toDateTime } = toDateRange(eventy.dateRangeIso);
  found.push([fromDateTime.toISODate(), toDateTime.toISODate(), eventy.firstLine.restTrimmed]);
}
console.log(JSON.stringify(found));
