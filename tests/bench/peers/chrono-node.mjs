// The date expressions that chrono finds in the texts of a file of JSON lines.
import { readFileSync } from "node:fs";
import * as chrono from "chrono-node";

let found = 0;
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const one = JSON.parse(line);
  found += chrono.parse(one.text, one.published ? new Date(one.published) : undefined).length;
}
console.log(found);
