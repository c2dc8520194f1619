// The browser's search against the builder's: `static/search-engine.js` in a real browser, from a server and from the disk, and
// `warraq search` are asked the same, and must give the same articles in the same order with the same numbers, excerpts and marks.
// Does not ask whether an answer is a good one, nor look at the page.
//
//   node tests/browser/search-engine.mjs WARRAQ FOLDER [QUERIES.json]
//
// WARRAQ is the program, FOLDER a folder with `content/` and the archive built from it in `public/`. Queries are made from the words of
// the content; QUERIES.json adds more, as a list of `{q, filter, sort}`. WARRAQ_WORDS says of how many words (100). Ends with status 1 and
// names every difference.

import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { launch, openPage } from "./chromium.mjs";
import { serve } from "./server.mjs";

const run = promisify(execFile);
const LANES = 3;
/** Files that words are taken from. */
const FILES = 60;
const PAGE = "search/index.html";
/** What both have to have of an article. */
const FIELDS = ["url", "title", "titleMarks", "date", "dateText", "source", "section", "lang", "snippet", "marks"];

const [warraq, folder, given] = process.argv.slice(2);
const words = Number(process.env.WARRAQ_WORDS || 100);

/** Numbers from 0 up to `end`, the same in every run. */
function dice(seed) {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

/** Neighbouring words of the content, taken here and there: `[word, next]`. */
async function pairs(roll) {
  const content = join(folder, "content");
  const files = (await readdir(content, { recursive: true })).filter((name) => name.endsWith(".md")).sort();
  const found = [];
  const taken = Array.from({ length: Math.min(FILES, files.length) }, () => files[roll(files.length)]);
  for (const file of taken) {
    const text = await readFile(join(content, file), "utf8");
    const inside = text.match(/[\p{L}\p{M}\p{N}]+/gu) || [];
    for (let at = 0; at + 1 < inside.length; at += 1) found.push([inside[at], inside[at + 1]]);
  }
  return Array.from({ length: words }, () => found[roll(found.length)]);
}

/** What readers make of a word. */
function mutations(word, next, roll) {
  const letters = Array.from(word);
  const at = roll(letters.length);
  const [before, behind] = [letters.slice(0, at).join(""), letters.slice(at + 1).join("")];
  const strange = "ابتجسعفكلمنهوي"[roll(14)];
  return [
    word,
    `${word} ${next}`,
    `"${word} ${next}"`,
    before + behind,
    before + strange + behind,
    before + (letters[at + 1] || "") + letters[at] + behind.slice(1),
    letters.slice(0, 3 + roll(3)).join(""),
    ["و", "ب", "ال", "وال", "لل", "ف", "ك", "س"][roll(8)] + word,
    word.replace(/^ال/, "") + ["ات", "ون", "ها", "ة", "ي", "ين"][roll(6)],
    word.normalize("NFKC").replace(/[اأإآ]/, "أ").replace(/ة$/, "ه").replace(/ي$/, "ى"),
  ].map((q) => ({ q }));
}

/** Questions of every kind. Filters are those values that the archive has. */
async function questions(filters) {
  const roll = dice(7);
  const all = [
    ...["", "  ", "«…»", "\"", "\"\"", "نيسان", "كانون الثاني", "تشرين", "2019", "٢٠١٩", "عبد الله", "ابو ظبي", "زققزقق", "google", "Élections", "the", "في", "في من على", "\"في من\"",
      "x".repeat(300), "كلمة ".repeat(30), "م", "و", "😀 مصر", "a\u0654\uFE0F", "\"مصر", "“من إلى” مصر"].map((q) => ({ q })),
    ...(given ? JSON.parse(await readFile(given, "utf8")) : []),
  ];
  for (const [word, next] of await pairs(roll)) {
    const some = mutations(word, next, roll);
    all.push(...some, { q: `${word} ${some[4].q}`, any: true }, { q: `${word} ${next}`, any: true, from: roll(6) });
    all.push({ q: word, sort: "date:desc", from: roll(20) }, { q: next, sort: "date:asc" });
    const [column, values] = filters[roll(filters.length)];
    if (!values.length) continue;
    const filter = { [column]: [values[roll(values.length)], values[roll(values.length)]] };
    all.push({ q: word, filter }, { q: "", filter, sort: [null, "date:asc"][roll(2)] }, { q: word, filter, sort: "date:asc" });
  }
  return all.map((one) => ({ from: 0, size: 20, ...one }));
}

/** What the builder says. */
async function asked({ q, filter, sort, from, size, any }) {
  const more = Object.entries(filter || {}).flatMap(([column, values]) => [values].flat().flatMap((value) => [`--${column}`, `${value}`]));
  const order = { "date:desc": ["--sort", "newest"], "date:asc": ["--sort", "oldest"] }[sort] ?? [];
  const how = ["--json", "-n", `${size}`, "--from", `${from}`, ...(any ? ["--any"] : []), ...order, ...more];
  const { stdout } = await run(warraq, ["-C", folder, "search", ...how, "--", q], { maxBuffer: 1 << 26 });
  const { results, total, isExact, corrected, missing } = JSON.parse(stdout);
  return { results: results.map((hit) => FIELDS.map((field) => hit[field])), total, isExact, corrected, missing };
}

/** What the browser says; `base` is taken off addresses. */
function answered(tab, base, { q, ...options }) {
  return tab.evaluate(async ([query, asks, fields, home]) => {
    const hits = await window.warraq.search(query, asks);
    const results = hits.map((hit) => fields.map((field) => (field === "url" ? decodeURIComponent(hit.url.replace(home, "")) : hit[field])));
    return { results, total: hits.total, isExact: hits.isExact, corrected: hits.corrected ?? null, missing: hits.words };
  }, [q, options, FIELDS, base]);
}

/** Values of each column, as the browser has them. */
async function filtersIn(tab) {
  const columns = ["year", "section", "source", "author"];
  const values = await tab.evaluate(async (names) => {
    const all = [];
    for (const name of names) {
      const counts = await window.warraq.facets("في", { any: true }, name);
      all.push([name, counts.map(({ value }) => value)]);
    }
    return all;
  }, columns);
  return values;
}

/** Each filter must find as many as its count says. */
async function countsHold(tab, filters, faults) {
  for (const [column] of filters) {
    const wrong = await tab.evaluate(async (name) => {
      const bad = [];
      for (const { value, count } of (await window.warraq.facets("في", {}, name)).slice(0, 40)) {
        const { total } = await window.warraq.search("في", { filter: { [name]: value } });
        if (total !== count) bad.push(`${value}: counted ${count}, found ${total}`);
      }
      return bad;
    }, column);
    faults.push(...wrong.map((what) => `${column} ${what}`));
  }
}

/** A manifest that a browser kept may name files that are gone: the question must be answered from the newest. */
async function outdated(browser, base, faults) {
  const tab = await browser.newPage();
  await tab.route(/manifest\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/"[0-9a-f]{12}"/g, '"000000000000"') });
  });
  await tab.goto(base + PAGE);
  await tab.waitForFunction(() => window.warraq);
  const totals = await tab.evaluate(() => Promise.all(["في", "من", "في"].map(async (q) => (await window.warraq.search(q)).total)));
  if (totals.some((total) => !total)) faults.push(`an outdated manifest is not made up for: found ${totals}`);
  await tab.route(/manifest\.js/, (route) => route.abort());
  await tab.reload();
  const said = await tab.evaluate(() => window.warraq.search("في").then(() => "an answer", () => "an error"));
  if (said !== "an error") faults.push(`without a manifest there is ${said}`);
  await tab.close();
}

/** Places of words that make no sense: a phrase must be answered all the same, or refused, and soon. */
async function damaged(browser, base, phrases, faults) {
  const tab = await browser.newPage();
  await tab.route(/\/x\/[0-9a-f]+\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/[^"]{99,}(?="\))/, (data) => "!".repeat(data.length)) });
  });
  await tab.goto(base + PAGE);
  await tab.waitForFunction(() => window.warraq);
  for (const phrase of phrases) {
    const asks = tab.evaluate((q) => window.warraq.search(q).then(() => "", () => ""), phrase);
    const late = new Promise((resolve) => { setTimeout(resolve, 20_000, `${phrase}: no answer from damaged places`); });
    const fault = await Promise.race([asks, late]);
    if (fault) return faults.push(fault);
  }
  return tab.close();
}

async function main() {
  const home = resolve(folder, "public");
  const server = await serve(home);
  const browser = await launch();
  const faults = [];
  try {
    const bases = [server.base, `${pathToFileURL(home).href}/`];
    const tabs = [];
    for (const base of bases) {
      const tab = await openPage(browser, base, faults);
      await tab.goto(base + PAGE);
      await tab.waitForFunction(() => window.warraq);
      tabs.push(tab);
    }
    const filters = await filtersIn(tabs[0]);
    await countsHold(tabs[0], filters, faults);
    await outdated(browser, server.base, faults);
    const all = await questions(filters);
    await damaged(browser, server.base, all.map(({ q }) => q).filter((q) => /^"[^"]+ [^"]+"$/.test(q)).slice(0, 20), faults);
    const queue = [...all];
    let differences = 0;
    let found = 0;
    const lane = async () => {
      for (let question = queue.shift(); question; question = queue.shift()) {
        const expected = await asked(question);
        found += Math.min(expected.results.length, 1);
        for (const [at, tab] of tabs.entries()) {
          const answer = await answered(tab, bases[at], question);
          if (JSON.stringify(answer) === JSON.stringify(expected)) continue;
          differences += 1;
          faults.push(`${JSON.stringify(question)} ${["served", "from the disk"][at]}: ${difference(expected, answer)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    console.log(`${all.length} questions, ${found} with results, asked from a server and from the disk: ${differences} differences`);
  } finally {
    await browser.close();
    server.stop();
  }
  faults.forEach((fault) => console.error(fault));
  process.exitCode = faults.length ? 1 : 0;
}

/** The first thing in which two answers differ. */
function difference(expected, answer) {
  for (const key of ["total", "isExact", "corrected", "missing"]) {
    const [one, other] = [expected[key], answer[key]].map((value) => JSON.stringify(value));
    if (one !== other) return `${key} is ${one}, and ${other} in the browser`;
  }
  for (const [at, hit] of expected.results.entries()) {
    for (const [field, value] of hit.entries()) {
      const [one, other] = [value, answer.results[at]?.[field]].map((some) => JSON.stringify(some));
      if (one !== other) return `${FIELDS[field]} of result ${at + 1} is ${one}, and ${other} in the browser`;
    }
  }
  return "more results in the browser";
}

await main();
