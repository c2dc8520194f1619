// Pictures of a few kinds of page, as a reader sees them first, held against those in shots/: a change of the look shows as a
// change of a file that someone has to look at. Small differences, such as another version of the browser makes, are let pass.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inLanes, openPage, settle } from "./chromium.mjs";
import { difference, halved, read, written } from "./image.mjs";

const KEPT = fileURLToPath(new URL("shots/", import.meta.url));
const SIZES = [[360, 720], [768, 1000], [1440, 900]];
/** The share of a picture that may be otherwise. */
const TOLERATED = 0.005;

/** The pages, under the names of their pictures. */
const PAGES = {
  front: "index.html",
  article: /^2017\/04\/27\/مرسى-الزعفران-تفتح-مكتبتها-العمومية-بعد-ترميم-دام-2\/index/,
  "article-ltr": /^2017\/04\/28\/the-harbour-library-[^/]*\/index/,
  year: "2017/index.html",
  month: "2017/04/index.html",
  search: "search/index.html",
  stats: "stats/index.html",
  about: "about/index.html",
};

export async function shoot({ archive, browser, base, faults, actual }) {
  const update = process.env.WARRAQ_UPDATE_SHOTS === "1";
  const work = [];
  for (const [name, wanted] of Object.entries(PAGES)) {
    const page = archive.pages.find(({ path }) => (typeof wanted === "string" ? path === wanted : wanted.test(path)));
    if (!page) faults.push(`${archive.lang}: no page to take the picture ${name} of`);
    else work.push(...SIZES.map((size) => ({ page, size, name: `${archive.lang}-${name}-${size[0]}.png` })));
  }
  await inLanes(work, 2, () => openPage(browser, base, faults), async ({ page, size: [width, height], name }, tab) => {
    await tab.setViewportSize({ width, height });
    await tab.goto(base + page.address);
    await settle(tab);
    const png = await tab.screenshot({ animations: "disabled", caret: "hide", scale: "css" });
    await compare(name, png, { update, actual, faults });
  });
  return `${work.length} pictures`;
}

async function compare(name, png, { update, actual, faults }) {
  const seen = halved(png);
  const path = join(KEPT, name);
  if (update) {
    await mkdir(KEPT, { recursive: true });
    return writeFile(path, written(seen));
  }
  const kept = await readFile(path).then(read, () => undefined);
  const { share, diff } = kept ? difference(kept, seen) : { share: 1 };
  if (share <= TOLERATED) return undefined;
  await mkdir(actual, { recursive: true });
  await writeFile(join(actual, name), png);
  if (diff) await writeFile(join(actual, name.replace(".png", "-diff.png")), written(diff));
  const how = kept ? `${(share * 100).toFixed(1)} % is not as in shots/` : "is not in shots/";
  return faults.push(`picture ${name}: ${how}; see ${actual}, and run with WARRAQ_UPDATE_SHOTS=1 if it is meant to be so`);
}
