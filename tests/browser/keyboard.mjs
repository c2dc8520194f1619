// Walks through the archive with the keyboard alone: from the front page to an article and back, and through every stop of a page of
// each kind. Each stop must be seen, with its ring, in the order of the document; and there must be a way out.

import { settle } from "./chromium.mjs";

const MOST_STOPS = 1000;

export async function walk(tab, archive, base, faults) {
  const article = new Set(archive.pages.filter(({ kind }) => kind === "article").map(({ address }) => base + address));
  const fault = (what) => faults.push(`${archive.lang}: ${what}`);

  await tab.goto(base);
  await settle(tab);
  const leads = await stops(tab, fault, ({ href }) => article.has(href));
  if (!leads.reached) return fault("the keyboard finds no article on the front page");
  await Promise.all([tab.waitForURL(leads.reached.href), tab.keyboard.press("Enter")]);
  await settle(tab);
  await tab.goBack();
  if (tab.url() !== base) fault(`back leads to ${tab.url()}, not to the front page`);
}

/** Every stop of a page, until the browser's own controls would have their turn. */
export async function walkThrough(tab, page, base, faults) {
  const fault = (what) => faults.push(`${page.lang}: ${what}`);
  await tab.goto(base + page.address);
  await settle(tab);
  const { count, left } = await stops(tab, fault, () => false);
  const all = await tab.evaluate(() => {
    const able = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    return [...document.querySelectorAll(able)].filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }))
      .length;
  });
  const where = decodeURI(tab.url());
  if (!left) fault(`${where}: the keyboard does not leave the page after ${count} stops`);
  else if (count !== all) fault(`${where}: the keyboard stops at ${count} of ${all} links and buttons`);
}

/** Presses Tab until `until` says that it is there, or the page is left. */
async function stops(tab, fault, until) {
  let count = 0;
  for (; count < MOST_STOPS; count += 1) {
    await tab.keyboard.press("Tab");
    const stop = await tab.evaluate(lookAtFocus);
    if (!stop) return { count, left: true };
    stop.wrong.forEach((what) => fault(`${decodeURI(tab.url())}: ${stop.name} ${what}`));
    if (until(stop)) return { count, reached: stop };
  }
  return { count, left: false };
}

/** Runs in the page: what has the focus, and what is wrong with it. Nothing when the page has been left. */
function lookAtFocus() {
  const one = document.activeElement;
  const before = globalThis.focusedBefore;
  globalThis.focusedBefore = one;
  if (!one || one === document.body) return null;
  // From the last stop back to the first: the round is whole.
  if (before && before !== one && one.matches("a.skip")) return null;
  const wrong = [];
  const box = [...one.getClientRects()].find(({ width, height }) => width > 1 && height > 1);
  const seen = box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  if (!seen || !one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) wrong.push("has the focus and is not seen");
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
  if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2 || outlineColor.endsWith(", 0)")) wrong.push("has no ring");
  if (before === one) wrong.push("keeps the focus");
  else if (before && !(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)) wrong.push("comes out of order");
  return { name: one.outerHTML.slice(0, 100), href: one.href, wrong };
}
