// The look-up of original addresses, as readers type them: what it finds must be what the builder keyed. Does not look at how the
// page looks.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** As many articles are looked up. */
const ASKED = 4;

/** Ways in which one address is written. The page must know all of them for one. */
const DISGUISES = [
  (url) => url.href,
  (url) => `http://www.${url.host.toUpperCase()}${url.pathname}${url.search}#top`,
  (url) => `${url.host}${url.pathname.replace(/\/$/, "")}${url.search}`,
  (url) => `${url.origin}${decodeURI(url.pathname)}${url.search}${url.search ? "&" : "?"}utm_source=feed&fbclid=1`,
  (url) => url.href.replace(/%../g, (escape) => escape.toLowerCase()),
];

/** Looks some of the archive's addresses up, and one that it cannot hold. */
export async function lookedUp(tab, archive, base, faults) {
  const known = await originals(archive.folder);
  if (known.length < ASKED) faults.push(`${archive.lang}: only ${known.length} articles state their addresses`);
  for (const { url, path } of known.slice(0, ASKED)) {
    for (const disguise of DISGUISES) {
      const typed = disguise(new URL(url));
      await tab.goto(`${base}lookup/index.html`);
      await tab.fill("#url", typed);
      await tab.press("#url", "Enter");
      await tab.locator("[data-answer] p:visible").waitFor();
      const found = tab.locator("[data-found]:visible a");
      const href = (await found.count()) > 0 ? await found.first().evaluate((link) => link.href) : "nothing";
      if (decodeURI(href) !== base + path) faults.push(`${archive.lang}: ${typed} leads to ${decodeURI(href)}, not to ${path}`);
    }
    await tab.goto(`${base}lookup/index.html?url=${encodeURIComponent(url)}`);
    await tab.waitForURL((address) => decodeURI(address.href) === base + path);
  }
  for (const [typed, answer] of [["https://nowhere.example/x", "none"], ["javascript:alert(1)", "wrong"], ["/".repeat(5000), "wrong"]]) {
    await tab.goto(`${base}lookup/index.html`);
    await tab.fill("#url", typed);
    await tab.press("#url", "Enter");
    await tab.locator("[data-answer] p:visible").waitFor();
    if ((await tab.locator(`[data-${answer}]:visible`).count()) === 0) faults.push(`${archive.lang}: ${typed.slice(0, 40)} is not answered with ${answer}`);
  }
  return ASKED * DISGUISES.length;
}

/** Original addresses with the paths of their articles: first those that have escapes. */
async function originals(folder) {
  const lines = (await readFile(join(folder, "data/articles.jsonl"), "utf8")).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const all = lines.filter(({ original }) => original).map(({ original, path }) => ({ url: original, path }));
  const escaped = ({ url }) => Number(/%[0-9a-f]{2}/i.test(url));
  return all.sort((a, b) => escaped(b) - escaped(a));
}
