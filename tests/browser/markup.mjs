// Holds the HTML of every page of the archive against the standard, with html-validate. Reads files; needs no browser.

import { HtmlValidate, StaticConfigLoader } from "html-validate";

const CONFIG = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:standard", "html-validate:document", "html-validate:a11y"],
  rules: {
    // Either case is right; ours is small.
    "doctype-style": ["error", { style: "lowercase" }],
    // A title is the headline that was printed, however long.
    "long-title": "off",
    // The style sheet and the script are the archive's own, and its owner may put others in their place.
    "require-sri": ["error", { target: "crossorigin" }],
    // The standard allows a name on every list; the legend of the calendar needs one, since no heading stands above it.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
};

/** The mistakes in all pages, each once with the first page that has it and how many have. */
export async function markupFaults(pages) {
  const validator = new HtmlValidate(new StaticConfigLoader(CONFIG));
  const seen = new Map();
  for (const page of pages) {
    const report = await validator.validateString(page.html, `${page.lang}/${page.path}`);
    for (const { messages } of report.results) {
      for (const { ruleId, message, line, column } of messages) {
        const mistake = `${page.kind}: ${ruleId}: ${message}`;
        const first = seen.get(mistake) ?? { at: `${page.lang}/${page.path}:${line}:${column}`, pages: new Set() };
        first.pages.add(page);
        seen.set(mistake, first);
      }
    }
  }
  return [...seen].map(([mistake, { at, pages }]) => `${mistake} (${at}; on ${pages.size} pages)`);
}
