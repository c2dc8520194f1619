// Times @mozilla/readability over linkedom on a list of pages: `node readability.mjs PAGES.jsonl ROUNDS OUT.jsonl`.
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const [list, rounds, out] = process.argv.slice(2);
const pages = readFileSync(list, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const times = [];
const readings = [];
for (const page of pages) {
  const bytes = readFileSync(page.path);
  const html = new TextDecoder().decode(page.path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
  const seen = [];
  let read = null;
  for (let round = 0; round < Number(rounds); round += 1) {
    const start = performance.now();
    try {
      read = new Readability(parseHTML(html).document).parse();
    } catch {
      read = null;
    }
    seen.push(performance.now() - start);
  }
  times.push(seen.sort((a, b) => a - b)[Math.floor(seen.length / 2)]);
  readings.push({
    id: page.id,
    title: read?.title,
    date: read?.publishedTime,
    authors: read?.byline ? [read.byline] : [],
    text: read?.textContent ?? '',
  });
}
writeFileSync(out, readings.map((reading) => `${JSON.stringify(reading)}\n`).join(''));
const total = times.reduce((sum, time) => sum + time, 0);
const speed = ((times.length * 1000) / total).toFixed(1).padStart(8);
console.log(`${'readability (linkedom)'.padEnd(24)} ${speed} pages/s ${(total / times.length).toFixed(3).padStart(7)} ms a page`);
