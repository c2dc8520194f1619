// The search, as readers use it: typed, filtered, sorted, turned over, with the keyboard, back and forth in the browser's history.
// What it finds is held against what the archive says of its articles. Does not judge which article is the best, nor how the page looks.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { settle } from "./chromium.mjs";

/** As many articles are looked for by their headlines. */
const ASKED = 4;
/** No article has this word. */
const NOWHERE = "ققفغضظثذ";
/** What a reader may paste. None of it may become markup. */
const HOSTILE = `<img/src="x"onerror="alert(1)"><b>'&amp;</script>`;

/** Searches the archive at `base`, which may be on the disk; returns how many searches were made. */
export async function searched(tab, archive, base, faults) {
  const page = new SearchPage(tab, base, (what) => faults.push(`${archive.lang}: the search ${what}`));
  const articles = await told(archive.folder);
  for (const { title, path } of headlines(articles)) {
    await page.open();
    await page.type(title);
    const found = await page.addresses();
    if (!found.includes(base + path)) page.fault(`for ${title} does not lead to ${path} but to ${found[0] ?? "nothing"}`);
  }
  const [word, count] = frequent(archive, articles);
  if (count <= 10) page.fault(`has no word in more than ten articles to look for, ${word} is in ${count}`);
  await turnsPages(page, word);
  await filters(page, word, articles);
  await sorts(page, word, articles);
  await goesBack(page, word);
  await forgetsWhatIsLate(page, word);
  await obeysKeys(page, word);
  await says(page, word);
  await comesFromElsewhere(page, word, archive);
  return page.asked;
}

class SearchPage {
  constructor(tab, base, fault) {
    Object.assign(this, { tab, base, fault, asked: 0 });
    this.box = tab.locator("main [type=search]");
    this.hits = tab.locator("[data-hits] > li");
  }

  async open(query = "") {
    await this.tab.goto(`${this.base}search/index.html${query}`);
    await settle(this.tab);
    if (query.includes("q=")) await this.answered();
  }

  async type(text) {
    await this.box.fill(text);
    await this.answered();
  }

  /** Waits until the page has answered what stands in its address and in its box. */
  async answered() {
    this.asked += 1;
    await this.tab.waitForFunction(() => {
      const q = document.querySelector("main [type=search]").value.trim();
      const there = new URLSearchParams(location.search).get("q")?.trim() ?? "";
      const shown = document.querySelector("[data-count]").textContent;
      return q === there && (q === "" || /[\p{L}\p{N}]/u.test(shown)) && document.querySelector("[data-hits]").ariaBusy !== "true";
    });
  }

  addresses() {
    return this.hits.locator("h3 a").evaluateAll((links) => links.map((link) => decodeURI(link.href)));
  }

  /** The values that a filter offers, with their counts. */
  async offered(column) {
    const details = this.tab.locator(`[data-column=${column}]`);
    if (!(await details.evaluate((one) => one.open))) await details.locator("summary").click();
    await details.locator("label").first().waitFor();
    return details.locator("label").evaluateAll((labels) =>
      labels.map((label) => [label.querySelector("input").value, Number(label.querySelector(".count").textContent.replace(/\D/g, ""))]),
    );
  }

  given(name) {
    return new URL(this.tab.url()).searchParams.getAll(name);
  }
}

/** What the archive says of its articles, for programs. */
async function told(folder) {
  const lines = (await readFile(join(folder, "data/articles.jsonl"), "utf8")).split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line)).filter(({ title }) => title);
}

/** Headlines that no other article has, the longest first: of several languages, for all that is known. */
function headlines(articles) {
  const times = new Map();
  for (const { title } of articles) times.set(title, (times.get(title) ?? 0) + 1);
  const own = articles.filter(({ title }) => times.get(title) === 1 && /^[\p{L}\p{N}\s]+$/u.test(title));
  const langs = new Map(own.map((article) => [article.lang, article]));
  return [...langs.values(), ...own].slice(0, ASKED);
}

/** The word of more than four letters that stands in the texts of most articles, with their number. */
function frequent(archive, articles) {
  const listed = new Set(articles.map(({ path }) => path));
  const times = new Map();
  for (const { html } of archive.pages.filter(({ path }) => listed.has(path))) {
    const text = html.slice(html.indexOf('<div class="matn">'), html.indexOf('<hr class="end">')).replace(/<[^>]*>/g, " ");
    for (const word of new Set(text.match(/(?<![\p{L}\p{M}])\p{L}{5,}(?![\p{L}\p{M}])/gu))) times.set(word, (times.get(word) ?? 0) + 1);
  }
  return [...times].sort((a, b) => b[1] - a[1])[0];
}

async function turnsPages(page, word) {
  await page.open();
  await page.type(word);
  const first = await page.addresses();
  if (first.length !== 10) page.fault(`shows ${first.length} results on a page`);
  await page.tab.locator("[data-pages] [rel=next]").click();
  await page.tab.locator("[data-pages] [rel=prev]").waitFor();
  const second = await page.addresses();
  if (second.length === 0 || second.some((address) => first.includes(address))) page.fault("shows a result on two pages");
  if (page.given("page")[0] !== "2") page.fault(`has ${page.tab.url()} for its second page`);
  await page.open(`?q=${encodeURIComponent(word)}&page=999`);
  await page.hits.first().waitFor();
  if ((await page.tab.locator("[data-pages] [aria-current=page]").count()) !== 1) page.fault("has no last page for one behind it");
}

async function filters(page, word, articles) {
  const of = new Map(articles.map((article) => [page.base + article.path, article]));
  const value = { year: ({ date }) => date?.slice(0, 4), section: ({ section }) => section, source: ({ source }) => source };
  for (const column of Object.keys(value)) {
    await page.open(`?q=${encodeURIComponent(word)}`);
    const [chosen, count] = (await page.offered(column))[0];
    await page.tab.locator(`[data-column=${column}] input`).first().check();
    await page.tab.locator("[data-chips] button").waitFor();
    await page.answered();
    const found = await page.addresses();
    if (found.length !== Math.min(count, 10)) page.fault(`filters by ${column} ${chosen} and shows ${found.length} of ${count} results`);
    for (const address of found) {
      const own = value[column](of.get(address) ?? {});
      if (own !== chosen) page.fault(`filters by ${column} ${chosen} and finds one of ${own}`);
    }
    if (page.given(column)[0] !== chosen) page.fault(`does not put ${column} ${chosen} into its address`);
    await page.tab.locator("[data-chips] button").click();
    await page.tab.locator("[data-chips] button").waitFor({ state: "detached" });
    if (page.given(column).length > 0) page.fault(`keeps ${column} when it is taken back`);
  }
}

async function sorts(page, word, articles) {
  const dates = new Map(articles.map(({ path, date }) => [page.base + path, date ?? ""]));
  for (const [sort, before] of [["date:desc", (a, b) => a >= b], ["date:asc", (a, b) => a <= b]]) {
    await page.open(`?q=${encodeURIComponent(word)}`);
    await page.tab.locator(`[name=sort][value="${sort}"]`).check();
    await page.tab.waitForURL((address) => address.searchParams.get("sort") === sort);
    await settle(page.tab);
    // A date may be a day, a month or a year: as much is compared as both say.
    const found = (await page.addresses()).map((address) => dates.get(address) ?? "").filter(Boolean);
    const wrong = found.some((date, at) => {
      const [a, b] = [found[at - 1] ?? date, date];
      const length = Math.min(a.length, b.length, 10);
      return !before(a.slice(0, length), b.slice(0, length));
    });
    if (wrong) page.fault(`sorts by ${sort}: ${found.join(", ")}`);
  }
}

async function goesBack(page, word) {
  await page.tab.goto(`${page.base}about/index.html`);
  await page.open();
  await page.type(word);
  const first = await page.addresses();
  await page.box.press("Enter");
  await page.box.fill(NOWHERE);
  await page.box.press("Enter");
  await page.answered();
  await page.tab.goBack();
  if (!page.tab.url().includes("/search/")) return page.fault("is left when the reader goes back to the query before");
  await page.hits.first().waitFor();
  if ((await page.box.inputValue()) !== word) page.fault(`has ${await page.box.inputValue()} in its box when the reader goes back to ${word}`);
  if ((await page.addresses()).join() !== first.join()) page.fault("finds something else when the reader comes back");
  await page.tab.reload();
  await page.hits.first().waitFor();
  if ((await page.addresses()).join() !== first.join()) page.fault("finds something else when it is loaded again");
  return undefined;
}

/** An answer that comes late is not shown over one to a later question. */
async function forgetsWhatIsLate(page, word) {
  await page.open();
  await page.tab.evaluate((late) => {
    const real = globalThis.warraq;
    globalThis.warraq = {
      ready: () => real.ready(),
      facets: (...asked) => real.facets(...asked),
      async search(query, options) {
        const answer = await real.search(query, options);
        if (query === late) await new Promise((told) => setTimeout(() => told((globalThis.lateIsTold = true)), 1000));
        return answer;
      },
    };
  }, NOWHERE);
  await page.box.fill(NOWHERE);
  await page.tab.waitForURL((address) => address.searchParams.get("q") === NOWHERE);
  await page.type(word);
  const found = await page.addresses();
  await page.tab.waitForFunction(() => globalThis.lateIsTold);
  await settle(page.tab);
  if (found.length === 0 || (await page.addresses()).join() !== found.join()) page.fault("shows an answer that comes late");
}

async function obeysKeys(page, word) {
  await page.open();
  await page.tab.keyboard.press("/");
  const focus = () => page.tab.evaluate(() => document.activeElement.href ?? document.activeElement.type);
  if ((await focus()) !== "search") page.fault("has no box at the key /");
  await page.tab.keyboard.type(word);
  await page.answered();
  const found = await page.addresses();
  for (const [key, at] of [["ArrowDown", 0], ["ArrowDown", 1], ["ArrowUp", 0]]) {
    await page.tab.keyboard.press(key);
    if (decodeURI(await focus()) !== found[at]) page.fault(`goes to ${await focus()} at ${key}`);
  }
  await page.tab.keyboard.press("Escape");
  if ((await focus()) !== "search") page.fault("does not come back to its box at Escape");
  await page.tab.keyboard.press("Escape");
  await page.tab.locator("[data-hints]:visible").waitFor();
  if ((await page.hits.count()) !== 0) page.fault("shows results of an empty box");
  await page.tab.keyboard.type(word);
  await page.answered();
  await page.tab.keyboard.press("ArrowDown");
  await Promise.all([page.tab.waitForURL((address) => decodeURI(address.href) === found[0]), page.tab.keyboard.press("Enter")]);
}

async function says(page, word) {
  const notes = page.tab.locator("[data-told] p");
  await page.open();
  await page.type(NOWHERE);
  await notes.first().waitFor();
  if ((await page.hits.count()) !== 0) page.fault(`finds ${NOWHERE}`);
  await page.open(`?q=${encodeURIComponent(`${word} ${NOWHERE}`)}`);
  await page.tab.locator("[data-told] button").click();
  await page.hits.first().waitFor();
  if (page.given("any").length === 0) page.fault("does not put into its address that some of the words are enough");
  await page.open();
  await page.type(HOSTILE);
  const inside = await page.tab.evaluate(() => document.querySelectorAll("form :is(img, script, [onerror])").length);
  if (inside > 0) page.fault(`makes markup of ${HOSTILE}`);
  await page.open(`?q=${encodeURIComponent(word)}`);
  await page.tab.locator("[data-said]").filter({ hasText: word }).waitFor({ state: "attached" });
  const marked = await page.hits.locator("mark").count();
  if (marked === 0) page.fault(`marks ${word} nowhere`);
}

/** From the box of another page. */
async function comesFromElsewhere(page, word, archive) {
  const article = archive.pages.find(({ kind }) => kind === "article");
  await page.tab.goto(page.base + article.address);
  await settle(page.tab);
  await page.tab.keyboard.press("/");
  await page.tab.keyboard.type(word);
  await Promise.all([page.tab.waitForURL((address) => address.pathname.endsWith("/search/index.html")), page.tab.keyboard.press("Enter")]);
  await page.answered();
  await page.hits.first().waitFor();
}
