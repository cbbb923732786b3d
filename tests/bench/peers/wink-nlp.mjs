// What wink finds in the texts of a file of JSON lines: words with parts of speech, sentences, entities.
import { readFileSync } from "node:fs";
import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";

const nlp = winkNLP(model);
let found = 0;
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const read = nlp.readDoc(JSON.parse(line).text);
  found += read.tokens().length() + read.sentences().length() + read.entities().length();
}
console.log(found);
