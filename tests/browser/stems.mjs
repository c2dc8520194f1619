// Stems as a reader's browser makes them: runs `static/search-stem.js` as a page would, and answers each line of the input, a word,
// with its English and its French stem. Judges nothing: the suite compares. Needs no browser and no package.

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { runInNewContext } from "node:vm";

const page = {};
runInNewContext(await readFile(new URL("../../static/search-stem.js", import.meta.url), "utf8"), { window: page });
const { en, fr } = page.warraqStem;
const answers = [];
for await (const word of createInterface({ input: process.stdin })) answers.push(`${en(word)}\t${fr(word)}\n`);
process.stdout.write(answers.join(""));
