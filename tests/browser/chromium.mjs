// Starts the browser of these tests, and makes pages that tell every fault: a word on the console, an error of a script, a
// request that leaves the archive or fails, a shift of what is already there.

import { chromium } from "playwright-core";

/** The browser is $CHROMIUM, or /usr/bin/chromium. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      // The same edges of letters on every machine: no sub-pixel colours, no hinting.
      "--font-render-hinting=none",
      "--disable-lcd-text",
    ],
  });
}

/** What a context of ours is like unless a test says otherwise: nothing depends on the machine. */
export const STILL = {
  viewport: { width: 1280, height: 900 },
  deviceScaleFactor: 1,
  locale: "en-GB",
  timezoneId: "UTC",
  colorScheme: "light",
  reducedMotion: "reduce",
};

/**
 * A page in a context of its own. Its faults are added to `faults`, each with the page's address; `home` is where all its
 * requests must go, an address that ends in a slash.
 */
export async function openPage(browser, home, faults, options = {}) {
  const context = await browser.newContext({ ...STILL, ...options });
  await context.addInitScript(noteShifts);
  const page = await context.newPage();
  // A day that the samples have stories of.
  await page.clock.setFixedTime(new Date("2026-04-27T12:00:00Z"));
  const fault = (what) => faults.push(`${decodeURI(page.url())}: ${what}`);
  page.on("console", (message) => fault(`the console says: ${message.text()}`));
  page.on("pageerror", (error) => fault(`a script fails: ${error}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(home)) fault(`asks for ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // We leave some pages before their icon is there.
    if (why !== "net::ERR_ABORTED") fault(`cannot get ${request.url()}: ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) fault(`gets ${response.status()} for ${response.url()}`);
  });
  return page;
}

/** Runs in the page: notes what moves by itself. */
function noteShifts() {
  globalThis.shiftsSeen = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      const what = entry.sources.map(({ node }) => node?.nodeName + (node?.className ? `.${node.className}` : ""));
      globalThis.shiftsSeen.push(`${entry.value.toFixed(4)} of ${what.join(", ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Waits until the page is as it stays: loaded, its faces there, two frames drawn. */
export async function settle(page) {
  await page.waitForLoadState("load");
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
}

/** Calls `work` on each of the items, `lanes` at a time; each lane has what `open` makes. */
export async function inLanes(items, lanes, open, work) {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: Math.min(lanes, queue.length) }, async () => {
      const own = await open();
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item, own);
      await own.context().close();
    }),
  );
}
