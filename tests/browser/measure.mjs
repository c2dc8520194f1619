// Tells how fast pages show and how heavy they are, as a table. Asserts nothing: times are the machine's.
//
//   node tests/browser/measure.mjs LANG=FOLDER...
//
// LCP: the largest contentful paint from loopback, median of five visits with nothing kept. Shift: what moves on a first visit, when
// faces take the place of the system's. HTML, above its text, closed: see weight.mjs. Of each kind the page that shows most.

import { stat } from "node:fs/promises";
import { join } from "node:path";
import { launch, openPage, settle } from "./chromium.mjs";
import { chosen, oneOfEach, readArchive } from "./files.mjs";
import { serve } from "./server.mjs";
import { weigh } from "./weight.mjs";

const VISITS = 5;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** A first visit, with nothing kept: the largest paint in milliseconds, and the sum of shifts. */
async function firstVisit(browser, base, page) {
  const tab = await openPage(browser, base, []);
  await tab.goto(base + page.address);
  await settle(tab);
  const seen = await tab.evaluate(async () => {
    const paint = await new Promise((painted) => {
      new PerformanceObserver((list) => painted(list.getEntries().at(-1).startTime)).observe({
        type: "largest-contentful-paint",
        buffered: true,
      });
    });
    return { paint, shift: globalThis.shiftsSeen.reduce((sum, shift) => sum + Number.parseFloat(shift), 0) };
  });
  await tab.context().close();
  return seen;
}

const browser = await launch();
for (const [lang, folder] of process.argv.slice(2).map((one) => one.split(/=(.*)/s))) {
  const archive = await readArchive(lang, folder);
  const { base, stop } = await serve(folder);
  const tab = await openPage(browser, base, []);
  const bytes = async (name) => `${name} ${(await stat(join(folder, name))).size} B`;
  console.log(`${lang}: ${await bytes("style.css")}, ${await bytes("theme.js")}`);
  const rows = [];
  for (const page of oneOfEach(chosen(archive.pages))) {
    const visits = [];
    for (let visit = 0; visit < VISITS; visit += 1) visits.push(await firstVisit(browser, base, page));
    const { html, above, closed, nodes } = await weigh(tab, page);
    const [lcp, shift] = [median(visits.map(({ paint }) => paint)), median(visits.map(({ shift }) => shift))];
    rows.push({ kind: page.kind, "LCP ms": Math.round(lcp), shift: Number(shift.toFixed(3)), html, above, closed, nodes });
  }
  console.table(rows);
  const articles = [];
  for (const page of archive.pages.filter(({ kind }) => kind === "article")) articles.push(await weigh(tab, page));
  const most = (name) => Math.max(...articles.map((one) => one[name]));
  console.log(`${articles.length} articles: at most ${most("above")} B above their text, ${most("closed")} B with their boxes closed`);
  stop();
}
await browser.close();
