// The built archive as files: every page with its kind, and a few pages that together show all there is to see.
//
// A page says its kind in `data-kind` on <body>. Reads no page in a browser and judges none.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";

/** A built archive: its language, folder, and pages in the order of their paths. */
export async function readArchive(lang, folder) {
  const pages = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".html")) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const path = relative(folder, file).split(sep).join("/");
    const html = await readFile(file, "utf8");
    const kind = /<body\b[^>]*\bdata-kind="([^"]+)"/.exec(html)?.[1];
    assert.ok(kind, `${lang}/${path} says its kind on <body>`);
    pages.push({ lang, path, file, html, kind, address: address(path), fileAddress: pathToFileURL(file).href });
  }
  pages.sort((a, b) => (a.path < b.path ? -1 : 1));
  assert.ok(pages.length > 0, `${folder} holds pages`);
  return { lang, folder, pages };
}

function address(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** What a page shows: its elements with their classes, each as part of its kind, in the direction of what it is about. */
function features(page) {
  const body = page.html.slice(page.html.indexOf("<body"));
  const article = /<article class="page"[^>]*\bdir="(\w+)"/.exec(body)?.[1] ?? "";
  const seen = new Set([`${page.kind} ${article}`]);
  for (const [, name, attributes] of body.matchAll(/<([a-z][a-z0-9]*)([^>]*)>/g)) {
    const classes = /\bclass="([^"]*)"/.exec(attributes)?.[1].split(/\s+/) ?? [""];
    for (const one of classes) seen.add(`${page.kind} ${name}.${one}`);
  }
  return seen;
}

/** The fewest pages, nearly, that show every kind of page and, on some page of its kind, every element and class. */
export function chosen(pages) {
  const wanted = new Set();
  const rest = pages.map((page) => ({ page, shows: features(page) }));
  for (const { shows } of rest) for (const feature of shows) wanted.add(feature);
  const picked = [];
  while (wanted.size > 0) {
    let best;
    let most = 0;
    for (const candidate of rest) {
      const adds = [...candidate.shows].filter((feature) => wanted.has(feature)).length;
      if (adds > most) [best, most] = [candidate, adds];
    }
    best.shows.forEach((feature) => wanted.delete(feature));
    picked.push(best.page);
  }
  return picked;
}

/** One page of each kind: the first of those that were chosen, which shows most. */
export function oneOfEach(pages) {
  return [...new Map([...pages].reverse().map((page) => [page.kind, page])).values()];
}

/** The kinds that the documentation of the templates' values names: pages, and the lists and indexes of terms by what they are of. */
export async function documentedKinds(docs) {
  const text = await readFile(docs, "utf8");
  const rows = (heading) => {
    const part = text.slice(text.indexOf(`\n## \`${heading}\``));
    const row = /\n\| `kind` \|[^\n]*/.exec(part)?.[0];
    assert.ok(row, `${docs} names the kinds of ${heading}`);
    return [...row.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name).filter((name) => name !== "kind");
  };
  const finer = { list: rows("list"), terms: rows("terms") };
  return rows("page").flatMap((kind) => finer[kind]?.map((of) => `${kind}-${of}`) ?? [kind]);
}
