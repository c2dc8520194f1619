// Holds built archives against what every page must be, in a real browser: axe-core, the HTML standard, shifts, widths, the
// console, the network, the disk, JavaScript off, the keyboard, print, weight, and pictures of how pages look.
//
//   node tests/browser/check.mjs ACTUAL LANG=FOLDER...
//
// FOLDER is an archive as `warraq build` left it, LANG its interface's language. Pictures that are not as those in shots/ are left
// in the folder ACTUAL; WARRAQ_UPDATE_SHOTS=1 writes shots/ anew. WARRAQ_CHECKS names the checks to run, of those in `CHECKS`, with
// commas between. Ends with status 1 and names every fault. Which pages are visited is told by the pages: a new kind needs no word here.

import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { inLanes, launch, openPage } from "./chromium.mjs";
import { chosen, documentedKinds, oneOfEach, readArchive } from "./files.mjs";
import { walk, walkThrough } from "./keyboard.mjs";
import { lookedUp } from "./lookup.mjs";
import { markupFaults } from "./markup.mjs";
import { printed } from "./print.mjs";
import { searched } from "./search.mjs";
import { serve } from "./server.mjs";
import { shoot } from "./shots.mjs";
import { keepFaces, visit, visitFromDisk, visitWithoutScripts } from "./visit.mjs";
import { light } from "./weight.mjs";

const LANES = 3;
const DOCS = fileURLToPath(new URL("../../docs/template-values.md", import.meta.url));

const isArticle = ({ kind }) => kind === "article";

/** Each check gets an archive, the browser, where the archive is served, and where faults go; it says what it looked at. */
const CHECKS = {
  async visit({ archive, browser, base, faults }) {
    const pages = chosen(archive.pages);
    const open = async () => keepFaces(await openPage(browser, base, faults), base);
    await inLanes(pages, LANES, open, (page, tab) => visit(tab, page, base, faults));
    return `axe in light and dark, shifts and widths on ${pages.length} pages of ${oneOfEach(pages).length} kinds`;
  },
  async disk({ archive, browser, faults }) {
    const pages = oneOfEach(chosen(archive.pages));
    const home = `${pathToFileURL(archive.folder).href}/`;
    await inLanes(pages, LANES, () => openPage(browser, home, faults), (page, tab) => visitFromDisk(tab, page, faults));
    return `${pages.length} pages from the disk`;
  },
  // What scripts do and the order of the document do not depend on the interface's language: of the first archive alone.
  async scripts({ archive, browser, base, faults, first }) {
    if (!first) return "as in the first archive";
    const pages = oneOfEach(chosen(archive.pages));
    const open = async () => {
      const tab = await openPage(browser, base, faults);
      tab.still = await openPage(browser, base, faults, { javaScriptEnabled: false });
      return tab;
    };
    await inLanes(pages, LANES, open, (page, tab) => visitWithoutScripts(tab.still, tab, page, base, faults));
    return `${pages.length} pages without JavaScript`;
  },
  async keyboard({ archive, browser, base, faults, first }) {
    const pages = first ? oneOfEach(chosen(archive.pages)) : [];
    await inLanes([archive], 1, () => openPage(browser, base, faults), (one, tab) => walk(tab, one, base, faults));
    await inLanes(pages, LANES, () => openPage(browser, base, faults), (page, tab) => walkThrough(tab, page, base, faults));
    return `a walk with the keyboard from the front page, and through ${pages.length} pages`;
  },
  async print({ archive, browser, base, faults }) {
    const pages = chosen(archive.pages).filter(isArticle);
    await inLanes(pages, 1, () => openPage(browser, base, faults), (page, tab) => printed(tab, page, base, faults));
    return `${pages.length} articles in print`;
  },
  async weight({ archive, browser, base, faults }) {
    const pages = archive.pages.filter(isArticle);
    await inLanes(pages, 1, () => openPage(browser, base, faults, { javaScriptEnabled: false }), (page, tab) => light(tab, page, faults));
    return `the weight of ${pages.length} articles`;
  },
  async lookup({ archive, browser, base, faults }) {
    let looked = 0;
    await inLanes([archive], 1, () => openPage(browser, base, faults), async (one, tab) => {
      looked += await lookedUp(tab, one, base, faults);
    });
    return `${looked} addresses looked up`;
  },
  async search({ archive, browser, base, faults }) {
    let asked = 0;
    for (const home of [base, `${pathToFileURL(archive.folder).href}/`]) {
      const open = () => openPage(browser, home, faults);
      await inLanes([archive], 1, open, async (one, tab) => {
        asked += await searched(tab, one, home, faults);
      });
    }
    return `${asked} searches, served and from the disk`;
  },
  shots: shoot,
};

/** The HTML of all pages, in a thread of its own: it keeps a processor busy while the browser has the other. */
function markupInThread(folders) {
  return new Promise((resolve, reject) => {
    const thread = new Worker(fileURLToPath(import.meta.url), { workerData: folders });
    thread.once("message", resolve);
    thread.once("error", reject);
  });
}

async function main() {
  const [actual, ...named] = process.argv.slice(2);
  if (!actual || named.length === 0) {
    console.error("usage: check.mjs ACTUAL LANG=FOLDER...");
    process.exit(2);
  }
  const only = process.env.WARRAQ_CHECKS?.split(",");
  const wanted = (name) => !only || only.includes(name);
  const folders = named.map((one) => one.split(/=(.*)/s).slice(0, 2));
  const markup = wanted("markup") ? markupInThread(folders) : Promise.resolve([]);
  const faults = [];
  const browser = await launch();
  try {
    for (const [lang, folder] of folders) {
      const archive = await readArchive(lang, folder);
      const there = new Set(archive.pages.map(({ kind }) => kind));
      for (const kind of await documentedKinds(DOCS)) {
        if (!there.has(kind)) faults.push(`${lang}: no page of the kind ${kind} to look at`);
      }
      const { base, stop } = await serve(folder);
      for (const [name, check] of Object.entries(CHECKS).filter(([name]) => wanted(name))) {
        const begun = performance.now();
        const what = await check({ archive, browser, base, faults, actual, first: lang === folders[0][0] });
        console.log(`${lang} ${name}: ${what} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
      }
      stop();
    }
  } finally {
    await browser.close();
  }
  faults.push(...(await markup));
  faults.forEach((fault) => console.error(fault));
  process.exitCode = faults.length > 0 ? 1 : 0;
}

if (isMainThread) {
  await main();
} else {
  const archives = await Promise.all(workerData.map(([lang, folder]) => readArchive(lang, folder)));
  parentPort.postMessage(await markupFaults(archives.flatMap(({ pages }) => pages)));
}
