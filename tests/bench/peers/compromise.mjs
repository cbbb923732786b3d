// The people, places and organisations that compromise finds in the texts of a file of JSON lines.
import { readFileSync } from "node:fs";
import nlp from "compromise";

let found = 0;
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const read = nlp(JSON.parse(line).text);
  found += read.people().length + read.places().length + read.organizations().length;
}
console.log(found);
