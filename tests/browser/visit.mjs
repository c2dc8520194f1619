// Visits one page as readers come to it, and holds what must be true of every page: axe-core finds nothing in the light and in
// the dark, nothing moves by itself, nothing is wider than the window, and all is there without JavaScript.
//
// What the console or the network say is noted by the page itself, see chromium.mjs.

import axe from "axe-core";
import { settle } from "./chromium.mjs";

const WIDTHS = [320, 768, 1920];

/**
 * Lets a tab fetch and keep all faces, as a reader has them from the second page on. Until then text is shown in a face of their
 * system (`font-display: swap`), and lines move when ours come, by how much their system's differs: measure.mjs tells that.
 */
export async function keepFaces(tab, base) {
  await tab.goto(base);
  await tab.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())));
  await settle(tab);
  return tab;
}

/** Served, in a wide window: everything. The tab has the faces. */
export async function visit(tab, page, base, faults) {
  const fault = (what) => faults.push(`${page.lang}/${page.path}: ${what}`);
  await tab.setViewportSize({ width: 1280, height: 900 });
  await tab.emulateMedia({ colorScheme: "light" });
  await tab.goto(base + page.address);
  await settle(tab);
  await scrollToTheEnd(tab);
  (await shifts(tab)).forEach((shift) => fault(`shifts by ${shift}`));
  await tab.evaluate(axe.source);
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme });
    (await axeFaults(tab)).forEach((what) => fault(`${colorScheme}: ${what}`));
  }
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: 800 });
    (await tooWide(tab)).forEach((what) => fault(`at ${width} px: ${what}`));
  }
}

/** From the disk, on a telephone. Not how lines move when faces come: of files from the disk browsers keep nothing. */
export async function visitFromDisk(tab, page, faults) {
  const fault = (what) => faults.push(`${page.lang}/${page.path} from the disk: ${what}`);
  await tab.setViewportSize({ width: 360, height: 640 });
  await tab.goto(page.fileAddress);
  await settle(tab);
  await scrollToTheEnd(tab);
  (await tooWide(tab)).forEach(fault);
  const face = await tab.evaluate(() => [...document.fonts].filter(({ status }) => status === "error").map(({ family }) => family));
  face.forEach((family) => fault(`has no ${family}`));
  if ((await tab.locator("[data-theme-switch]").count()) > 0) {
    const paper = () => tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const before = await paper();
    await tab.locator("[data-theme-switch]").first().click();
    if ((await paper()) === before) fault("its theme cannot be switched");
    await tab.evaluate(() => localStorage.clear());
  }
}

/** With JavaScript off, in `still`; `tab` has it on. Both must show the same, but for buttons that would do nothing, and the
 * stories of the reader's own day. */
export async function visitWithoutScripts(still, tab, page, base, faults) {
  const fault = (what) => faults.push(`${page.lang}/${page.path} without JavaScript: ${what}`);
  await tab.goto(base + page.address);
  await settle(tab);
  await still.goto(base + page.address);
  const [without, shown] = await Promise.all([still, tab].map((one) => one.evaluate(() => document.querySelector("main").innerText)));
  const buttons = await still.evaluate(() =>
    [...document.querySelectorAll("button, input, select")].filter((one) => one.checkVisibility({ visibilityProperty: true }))
      .map((one) => one.outerHTML.slice(0, 120)),
  );
  const words = (text) => text.split(/\s+/).filter(Boolean);
  if (words(without).length === 0) fault("shows nothing");
  const there = new Set(words(without));
  const missing = words(shown).filter((word) => !there.has(word));
  const onButtons = new Set(words(await tab.evaluate(() => [...document.querySelectorAll(".js, [data-days]")].map((one) => one.innerText).join(" "))));
  const lost = missing.filter((word) => !onButtons.has(word));
  if (lost.length > 0) fault(`does not show ${lost.slice(0, 12).join(" ")}`);
  buttons.forEach((button) => fault(`shows a button that does nothing: ${button}`));
}

async function axeFaults(tab) {
  // All rules that axe-core runs by itself, those of best practice among them. Not those that are experimental, or of level AAA.
  const results = await tab.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
      return `axe ${id}: ${help}: ${target.join(" ")} (${why})`;
    }),
  );
}

async function scrollToTheEnd(tab) {
  await tab.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight) {
      scrollTo(0, at);
      await frame();
    }
    scrollTo(0, document.documentElement.scrollHeight);
    await frame();
    await frame();
    scrollTo(0, 0);
    await frame();
  });
}

/** What moved by itself. On a busy machine a face may come a frame late though the tab has it: that moves no page by more than this. */
async function shifts(tab) {
  const seen = await tab.evaluate(() => globalThis.shiftsSeen);
  return seen.filter((shift) => Number.parseFloat(shift) > 0.005);
}

/** Whether the page can be scrolled sideways, and what sticks out of the window without a box of its own to be scrolled in. */
function tooWide(tab) {
  return tab.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.body.querySelectorAll("*")].filter((one) => {
      const { left, right } = one.getBoundingClientRect();
      return (left < -1 || right > clientWidth + 1) && one.checkVisibility();
    });
    const names = out.slice(-3).map((one) => `${one.nodeName.toLowerCase()}.${one.className}`);
    return [`${scrollWidth} px wide: ${names.join(", ")}`];
  });
}
