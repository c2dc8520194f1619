// Words as a reader's browser takes them out of a text: runs `static/search-engine.js` as a page would, and answers each line of the
// input, `[text, language]`, with the text's words and the keys of each. Judges nothing: the suite compares. Needs no browser and no
// package.

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createContext, runInContext } from "node:vm";

const page = createContext({ document: { currentScript: { src: "file:///search-engine.js" } }, URL, TextDecoder });
page.window = page;
for (const script of ["search-stem.js", "search-engine.js"]) {
  runInContext(await readFile(new URL(`../../static/${script}`, import.meta.url), "utf8"), page);
}
const answers = [];
for await (const line of createInterface({ input: process.stdin })) {
  const [text, lang] = JSON.parse(line);
  const words = page.warraq.words(text);
  answers.push(`${JSON.stringify({ words, keys: words.map((form) => page.warraq.keys(form, lang)) })}\n`);
}
process.stdout.write(answers.join(""));
