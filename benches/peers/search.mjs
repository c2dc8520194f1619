// What searching costs a reader, in headless Chromium, as JSON. For search.py, which lays out the archives and prints the tables.
//
//   node benches/peers/search.mjs warraq|pagefind FOLDER QUERIES.json [--file]
//
// FOLDER: a built archive, or one that holds Pagefind's `pagefind/` and an empty index.html. It is served on loopback, uncompressed,
// or opened from disk with --file. QUERIES.json: for each kind of query a list of them. Needs `npm ci --prefix tests/browser`.
//
// A first query is asked in a fresh browser. Bytes are those of the files that go out (over HTTP) or that are asked for (from disk),
// and are one of three: `page` (HTML, styles, faces, icons), `engine` (scripts, WebAssembly) and `index` (all other data). Waits until
// nothing more is asked for. Asserts nothing: times are the machine's.

import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "../../tests/browser/chromium.mjs";
import { serve } from "../../tests/browser/server.mjs";

/** Fresh browsers for each kind of query. */
const FIRSTS = 3;
/** How often a query is asked again. */
const AGAIN = 20;
/** Milliseconds without a request after which all is there. */
const QUIET = 300;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** How each engine is opened and asked. `ask` runs in the page: it gives the number of results when the first ten are there. */
const ENGINES = {
  warraq: {
    start: "search/index.html",
    open: () => typeof window.warraq?.search === "function",
    // What the search page asks for.
    ask: async (query) => {
      const options = { filter: {}, sort: null, from: 0, size: 10, marks: true };
      return (await window.warraq.search(query, options)).total;
    },
    sort: (path, scripts) => {
      if (scripts.has(path)) return "engine";
      if (/^\/search\/(?!index\.html$)/.test(path)) return "index";
      return /\.(js|wasm)$/.test(path) ? "engine" : "page";
    },
  },
  pagefind: {
    start: "index.html",
    open: async () => {
      window.pagefind ??= await import("/pagefind/pagefind.js");
      await window.pagefind.init();
      return true;
    },
    ask: async (query) => {
      const { results } = await window.pagefind.search(query);
      await Promise.all(results.slice(0, 10).map((result) => result.data()));
      return results.length;
    },
    sort: (path) => {
      if (!path.startsWith("/pagefind/")) return "page";
      return /\.js$|\/wasm\./.test(path) ? "engine" : "index";
    },
  },
};

/** Opens the engine's page again and again, each time in a fresh browser context, and adds up what each step costs. */
class Bench {
  constructor(name, folder, browser) {
    Object.assign(this, { engine: ENGINES[name], folder, browser, asked: [] });
    // Of the page as it is on disk: data may come as scripts too, which the engine adds.
    const html = readFileSync(join(folder, this.engine.start), "utf8");
    const named = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)];
    this.scripts = new Set(named.map(([, source]) => new URL(source, `file:///${this.engine.start}`).pathname));
    this.base = `${pathToFileURL(folder)}/`;
  }

  /** From now on over HTTP. */
  async overHttp() {
    const { base, stop } = await serve(this.folder, (path, bytes) => this.note(path, bytes));
    Object.assign(this, { base, stop });
  }

  note(path, bytes) {
    this.asked.push({ path, bytes });
    this.last = performance.now();
  }

  /** The page with nothing asked yet, and what it took to show it. */
  async visit() {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.on("request", (request) => {
      this.last = performance.now();
      if (!request.url().startsWith("file:")) return;
      const path = fileURLToPath(request.url().replace(/[?#].*/, ""));
      const there = statSync(path, { throwIfNoEntry: false });
      this.note(path.slice(this.folder.length), there?.size ?? 0);
    });
    const page = await context.newPage();
    this.take();
    await page.goto(this.base + this.engine.start);
    await page.waitForFunction(this.engine.open);
    await this.quiet();
    return { page, cost: this.take() };
  }

  async quiet() {
    while (performance.now() - (this.last ?? 0) < QUIET) await new Promise((woken) => setTimeout(woken, 20));
  }

  /** What was asked for since the last time, by sort. */
  take() {
    const cost = {};
    for (const { path, bytes } of this.asked.splice(0)) {
      const sum = (cost[this.engine.sort(path, this.scripts)] ??= { requests: 0, bytes: 0 });
      sum.requests += 1;
      sum.bytes += bytes;
    }
    return cost;
  }

  /** Asks once: results, milliseconds, and what was loaded. */
  async ask(page, query) {
    const begin = performance.now();
    const total = await page.evaluate(this.engine.ask, query);
    const ms = performance.now() - begin;
    await this.quiet();
    return { total, ms, cost: this.take() };
  }

  /** As if the visit's loading of data were the query's own: some engines begin before they are asked. */
  async first(query) {
    const { page, cost: before } = await this.visit();
    const { total, ms, cost } = await this.ask(page, query);
    await page.context().close();
    return { query, total, ms, cost: sum(before, cost) };
  }

  /** Types into the page's own box, and waits for the first result on the page. */
  async typed(query) {
    const { page, cost: before } = await this.visit();
    const begin = performance.now();
    await page.fill("main input[name=q]", query);
    await page.waitForSelector("main .hit", { timeout: 60_000 });
    const ms = performance.now() - begin;
    await this.quiet();
    const cost = sum(before, this.take());
    await page.context().close();
    return { query, ms, cost };
  }

  /** One after the other in one page: what each still loads, and the median of asking it again. */
  async later(queries, first) {
    const { page } = await this.visit();
    await this.ask(page, first);
    const seen = [];
    for (const query of queries) {
      const { total, ms, cost } = await this.ask(page, query);
      // One expression: pages of an archive allow no other way to hand a function over.
      const times = await page.evaluate(`(${timesOf})(${this.engine.ask}, ${JSON.stringify(query)}, ${AGAIN})`);
      this.take();
      seen.push({ query, total, ms, cost, warm: median(times) });
    }
    await page.context().close();
    return seen;
  }
}

/** Runs in the page. */
async function timesOf(ask, query, again) {
  const times = [];
  for (let time = 0; time < again; time += 1) {
    const begin = performance.now();
    await ask(query);
    times.push(performance.now() - begin);
  }
  return times;
}

function sum(one, other) {
  const all = structuredClone(one);
  for (const [sort, { requests, bytes }] of Object.entries(other)) {
    const into = (all[sort] ??= { requests: 0, bytes: 0 });
    into.requests += requests;
    into.bytes += bytes;
  }
  return all;
}

const [name, folder, queries] = process.argv.slice(2);
const kinds = JSON.parse(readFileSync(queries, "utf8"));
const browser = await launch();
const bench = new Bench(name, resolve(folder), browser);
if (!process.argv.includes("--file")) await bench.overHttp();
const opener = kinds.mid.at(-1);
const told = {};
for (const [kind, asked] of Object.entries(kinds)) {
  const own = asked.filter((query) => query !== opener);
  const firsts = [];
  for (const query of own.slice(0, FIRSTS)) firsts.push(await bench.first(query));
  told[kind] = { firsts, later: await bench.later(own, opener) };
  if (name === "warraq") told[kind].typed = await bench.typed(own[0]);
}
bench.stop?.();
await browser.close();
console.log(JSON.stringify(told));
