// Browses a served archive as a reader does, then edits one of its files and sees the page change by itself.
//
//   node tests/browser/browse.mjs BASE CONTENT
//
// BASE is the address that `warraq serve` printed, CONTENT the folder of the archive's Markdown files (one of them is
// edited, and restored at the end). The browser is $CHROMIUM, or /usr/bin/chromium. Ends with status 1 and says why when
// anything is not as it should be.

import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "./chromium.mjs";

const [base, content] = process.argv.slice(2);
if (!base || !content) {
  console.error("usage: browse.mjs BASE CONTENT");
  process.exit(2);
}
const origin = new URL(base).origin;
const PATIENCE = 20_000;

const ARTICLE = /^\/\d{4}\/\d{2}\/\d{2}\/[^/]+\/(index\.html)?$/;
const LIST = /^\/(sections|tags|authors|sources)\/[^/]+\/(index\.html)?$/;

const browser = await launch();

const faults = [];
// While the archive is broken on purpose, its answer 500 is what we want.
let brokenOnPurpose = false;

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(PATIENCE);
  page.on("console", (message) => {
    if (message.type() === "error" && !brokenOnPurpose) {
      faults.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => faults.push(`script error: ${error}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== "data:") {
      faults.push(`request to a foreign origin: ${url}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !brokenOnPurpose) {
      faults.push(`${response.status()} for ${response.url()}`);
    }
  });

  // From the front page to an article, to a list, and back.
  await page.goto(base);
  await looksRight(page, "the front page");
  await keyboardWorks(page);
  const article = await follow(page, ARTICLE, "an article");
  await looksRight(page, "the article");
  await articleIsWhole(page);
  await themeIsKept(page);
  assert.equal(await page.locator("article").count() > 0, true, "the article's page holds an article");
  await follow(page, LIST, "a list");
  await looksRight(page, "the list");
  const again = await follow(page, ARTICLE, "an article of the list");
  await looksRight(page, "the article from the list");
  await page.goBack();
  await page.goBack();
  assert.equal(page.url(), article, "back leads back to the article");
  await page.goBack();
  assert.equal(new URL(page.url()).pathname, new URL(base).pathname, "and to the front page");
  await page.goto(again);

  // A paragraph is added in an editor: the page shows it without being asked.
  const file = await fileOf(page);
  const before = await readFile(file, "utf8");
  const words = "فقرة أضيفت للتو";
  try {
    await writeFile(file, `${before.trimEnd()}\n\n${words}\n`);
    await page.getByText(words).first().waitFor();
    await looksRight(page, "the page that reloaded");

    brokenOnPurpose = true;
    await writeFile(file, before.replace(/^(\+\+\+|---)\n/, "$1\ntitle = = broken\n"));
    await page.getByText("cannot be shown").first().waitFor();
    assert.match(await page.locator("body").innerText(), /\.md:\d+/, "the error page names the file and the line");
    await looksRight(page, "the error page");
    await writeFile(file, `${before.trimEnd()}\n\n${words}\n`);
    await page.getByText(words).first().waitFor();
    brokenOnPurpose = false;
    await looksRight(page, "the page that recovered");
  } finally {
    await writeFile(file, before);
  }
  assert.deepEqual(faults, [], "no page had a fault");
  console.log(`browsed ${base}: front page, article, list, article, edit, mistake and repair`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  faults.forEach((fault) => console.error(`  ${fault}`));
  process.exitCode = 1;
} finally {
  await browser.close();
}

/** What holds for every page. */
async function looksRight(page, name) {
  await page.waitForLoadState("load");
  const seen = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title.trim(),
    headings: [...document.querySelectorAll("h1")].map((heading) => heading.textContent.trim()),
    overflows: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  }));
  assert.match(seen.lang, /^[a-z]{2,3}(-|$)/, `${name} says its language`);
  const rtl = /^(ar|fa|he|ur)(-|$)/.test(seen.lang);
  assert.equal(seen.dir, rtl ? "rtl" : "ltr", `${name} has the direction of its language, ${seen.lang}`);
  assert.equal(seen.headings.length, 1, `${name} has exactly one h1, not ${JSON.stringify(seen.headings)}`);
  assert.notEqual(seen.headings[0], "", `${name}'s h1 says something`);
  assert.notEqual(seen.title, "", `${name} has a title`);
  assert.equal(seen.overflows, false, `${name} fits its window`);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const narrow = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize(size);
  assert.ok(narrow <= 320, `${name} fits a narrow phone: ${narrow} pixels of 320`);
  assert.deepEqual(faults, [], `${name} has no fault`);
}

/** The first stop of the Tab key is the skip link, it shows when it is there, and it leads to the text. */
async function keyboardWorks(page) {
  await page.keyboard.press("Tab");
  const skip = page.locator("a.skip");
  assert.equal(await skip.evaluate((link) => link === document.activeElement), true, "Tab finds the skip link first");
  const box = await skip.boundingBox();
  assert.ok(box && box.width > 24 && box.height > 24, "the skip link shows when it has the focus");
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).hash, "#text", "the skip link leads to the text");
  await page.goBack();
}

/** An article runs as its own language does, its figures do not turn round, and it says where it comes from. */
async function articleIsWhole(page) {
  const seen = await page.evaluate(() => {
    const article = document.querySelector("main > article");
    return {
      lang: article?.lang,
      dir: article?.dir,
      computed: article && getComputedStyle(article).direction,
      figures: [...document.querySelectorAll("bdi.n")].map((figure) => getComputedStyle(figure).direction),
      provenance: document.querySelector("#prov")?.textContent.trim(),
      policy: document.querySelector("meta[http-equiv='Content-Security-Policy']")?.content ?? "",
    };
  });
  const rtl = /^(ar|fa|he|ur)(-|$)/.test(seen.lang ?? "");
  assert.equal(seen.dir, rtl ? "rtl" : "ltr", `the article has the direction of its language, ${seen.lang}`);
  assert.equal(seen.computed, seen.dir, "and the style sheet keeps it");
  assert.ok(seen.figures.every((dir) => dir === "ltr"), "scores, times and telephone numbers run left to right");
  assert.notEqual(seen.provenance ?? "", "", "the article says where it comes from");
  assert.match(seen.policy, /default-src 'none'/, "the page carries its content security policy");
  assert.doesNotMatch(seen.policy, /unsafe-inline/, "which allows nothing inline");
}

/** The theme that a reader picks is there on the next page. */
async function themeIsKept(page) {
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await paper();
  const button = page.locator("[data-theme-switch]");
  await button.click();
  const after = await paper();
  assert.notEqual(after, before, "the switch changes the page's colours");
  await page.reload();
  await page.waitForLoadState("load");
  assert.equal(await paper(), after, "the theme is kept");
  await button.click();
  assert.equal(await paper(), before, "and switched back");
}

/** Clicks the first visible link whose path matches, and returns the address it led to. */
async function follow(page, pattern, name) {
  const here = page.url();
  const links = page.locator("a[href]:visible");
  const targets = await links.evaluateAll((all) => all.map((link) => link.href));
  const at = targets.findIndex((href) => {
    const url = new URL(href);
    return url.origin === origin && url.href !== here && pattern.test(decodeURI(url.pathname));
  });
  assert.notEqual(at, -1, `${here} links to ${name}`);
  await Promise.all([page.waitForURL(targets[at]), links.nth(at).click()]);
  return page.url();
}

/** The Markdown file that the article's page on show is made from: the one of its day that holds its headline. */
async function fileOf(page) {
  const [, year, month, day] = new URL(page.url()).pathname.split("/");
  const folder = join(content, year, month, day);
  const headline = plain(await page.locator("h1").innerText());
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (name.endsWith(".md") && plain(await readFile(file, "utf8")).includes(headline)) {
      return file;
    }
  }
  assert.fail(`no file in ${folder} holds the headline ${JSON.stringify(headline)}`);
}

/** Text as it compares: without what only arranges it or escapes it. */
function plain(text) {
  return text.replace(/[\u200e\u200f\u2066-\u2069\\]/g, "").replace(/\s+/g, " ").trim();
}
