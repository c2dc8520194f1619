// How heavy pages are: the bytes of HTML, and how many of them are not the text that a reader sees. Holds articles to the bar;
// `weigh` alone only measures.

/** HTML above an article's text, at most. */
const MOST_ABOVE_TEXT = 12 * 1024;

/**
 * `above` is a page's HTML less its text in UTF-8: what a reader sees once the closed boxes, citations and readers' comments, are
 * opened. `closed` is the same with the boxes as they come.
 */
export async function weigh(tab, page) {
  // Not from the server: neither style sheet nor script makes text here.
  await tab.setContent(page.html, { waitUntil: "domcontentloaded" });
  const { closed, open, nodes } = await tab.evaluate(() => {
    const closed = document.body.innerText;
    document.querySelectorAll("details").forEach((box) => (box.open = true));
    return { closed, open: document.body.innerText, nodes: document.querySelectorAll("*").length };
  });
  const html = Buffer.byteLength(page.html);
  return { html, above: html - Buffer.byteLength(open), closed: html - Buffer.byteLength(closed), nodes };
}

/** Holds an article to the bar. */
export async function light(tab, page, faults) {
  const { above } = await weigh(tab, page);
  if (above > MOST_ABOVE_TEXT) faults.push(`${page.lang}/${page.path}: ${above} bytes of HTML above its text, of ${MOST_ABOVE_TEXT}`);
}
