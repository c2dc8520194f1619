// Prints an article, and holds that paper has what a reader cites: headline, text, provenance and the whole address, and nothing
// that only works on a screen. Looks at what print shows, not at the letters of the PDF.

import { settle } from "./chromium.mjs";

const NOT_ON_PAPER = ".cite summary, .nav, .theme, .crumbs, .skip, .turn, .related, .pages, button, input, nav";

export async function printed(tab, page, base, faults) {
  const fault = (what) => faults.push(`${page.lang}/${page.path} in print: ${what}`);
  await tab.goto(base + page.address);
  await settle(tab);
  const pdf = await tab.pdf({ format: "A4" });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  if (sheets < 1) fault("no sheet comes out");
  await tab.emulateMedia({ media: "print" });
  const seen = await tab.evaluate((furniture) => {
    const shows = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
    const parts = {
      headline: ["h1"],
      text: [".matn > p, .matn > blockquote, .matn > ul, .matn > ol, .matn > h2"],
      provenance: ["#prov dd", "#prov dt", "#citation"],
    };
    const hidden = Object.entries(parts).flatMap(([name, selectors]) =>
      selectors.flatMap((selector) => {
        const all = [...document.querySelectorAll(selector)];
        if (all.length === 0) return [`${name} (${selector}) is not there`];
        return all.filter((one) => !shows(one)).map((one) => `${name} hides ${one.textContent.slice(0, 60)}`);
      }),
    );
    const original = document.querySelector("link[rel=original]")?.href;
    const address = [...document.querySelectorAll("#prov a.url")].find((one) => one.href === original && shows(one));
    if (original && !address) hidden.push(`the original address ${original} is not printed`);
    const whole = address && decodeURI(address.innerText) === decodeURI(address.getAttribute("href"));
    if (address && !whole) hidden.push(`the address is cut to ${address.innerText}`);
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth) hidden.push("something sticks out of the sheet");
    const furnitureShown = [...document.querySelectorAll(furniture)].filter(shows).map((one) => one.outerHTML.slice(0, 80));
    return [...hidden, ...furnitureShown.map((html) => `shows ${html}`)];
  }, NOT_ON_PAPER);
  seen.forEach(fault);
  await tab.emulateMedia({ media: null });
  return { sheets, pdf };
}
