// The search engine of the search page without a page: `static/search-stem.js` and `static/search-engine.js` as a browser would run them.
// Needs no browser and no package.

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createContext, runInContext } from "node:vm";

const page = createContext({ document: { currentScript: { src: "file:///search-engine.js" } }, URL, TextDecoder });
page.window = page;
for (const script of ["search-stem.js", "search-engine.js"]) {
  runInContext(await readFile(new URL(`../../static/${script}`, import.meta.url), "utf8"), page);
}

// Answers each line of the input, which is JSON, with what `answer` makes of the page and it, as JSON, too.
export async function answerLines(answer) {
  const answers = [];
  for await (const line of createInterface({ input: process.stdin })) {
    answers.push(`${JSON.stringify(answer(page, JSON.parse(line)))}\n`);
  }
  process.stdout.write(answers.join(""));
}
