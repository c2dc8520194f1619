// The search page: what stands in its box, filters and address is asked of the search engine (search-engine.js, `window.warraq`),
// and what that finds is shown. Knows no index. Texts from articles become text nodes, never markup.
(function () {
  const form = document.querySelector('[data-search]');
  if (!form) return;
  const part = (name) => form.querySelector('[data-' + name + ']');
  const box = form.elements.q;
  const [said, hints, results, count, chips, told, list, pager, clear, filters, toFilters] =
    ['said', 'hints', 'results', 'count', 'chips', 'told', 'hits', 'pages', 'clear', 'filters', 'to-filters'].map(part);
  const columns = [...form.querySelectorAll('[data-column]')];
  const words = JSON.parse(document.getElementById('search-words').textContent);
  const title = document.title;

  const SIZE = 10; // results on a page
  const FEW = 10; // values of a filter at first,
  const MORE = 50; // and more with each press
  // Milliseconds of rest before a query that is typed is asked, and before a screen reader is told; of waiting before readers are told.
  const [TYPING, QUIET, SLOW] = [180, 900, 400];
  const RTL = /^(?:ar|ar[yz]|fa|ur|ckb|he|iw|ps|sd|ug|yi|dv|syr|pnb|glk|mzn)(?:-|$)/i;

  let state = read();
  let limits = {}; // how many values of each filter are shown
  let turn = 0; // of questions: only the last one is answered
  let settled = true; // the address is one to come back to
  let isOpen = false; // filters have been opened, where they are
  let typing, telling;

  // --- words and numbers ---

  function filled(phrase, parts) {
    return phrase.replace(/\{(\w+)\}/g, (slot, name) => (name in parts ? parts[name] : slot));
  }
  // A text inside a sentence, in its own direction.
  const apart = (text) => '\u2068' + text + '\u2069';
  const quoted = (text) => filled(words.quoted, { text: apart(text) });
  const digits = (text) => String(text).replace(/\d/g, (digit) => words.digits[digit]);
  const query = () => state.q.trim();
  const number = (n) => digits(String(n).replace(/\B(?=(?:\d{3})+$)/g, words.group));
  const plural = (function () {
    try { return new Intl.PluralRules(document.documentElement.lang); } catch { return new Intl.PluralRules('en'); }
  })();
  function counted(n, isExact) {
    const forms = words.results;
    const phrase = filled(forms[n === 0 ? 'zero' : plural.select(n)] || forms.other, { n: number(n) });
    return isExact ? phrase : filled(words.at_least, { count: phrase });
  }

  // --- elements ---

  // An attribute without a value is left out.
  function make(name, attributes, ...inside) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) if (value != null) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  }
  // A text with some of its letters marked: pairs of where a mark begins and ends.
  function marked(text, marks) {
    const pieces = [];
    let at = 0;
    for (const [start, end] of marks || []) {
      if (start < at || end <= start) continue;
      pieces.push(text.slice(at, start), make('mark', null, text.slice(start, end)));
      at = end;
    }
    return pieces.concat(text.slice(at)).filter((piece) => piece !== '');
  }
  function button(text, attributes, press) {
    const element = make('button', { type: 'button', ...attributes }, text);
    element.addEventListener('click', press);
    return element;
  }
  // Seen at once, heard when the reader rests. `also`: what is heard besides.
  function tell(text, also) {
    count.textContent = text;
    clearTimeout(telling);
    telling = setTimeout(() => { said.textContent = [text].concat(also || []).join(' '); }, QUIET);
  }

  // --- the address ---

  function read() {
    const given = new URLSearchParams(location.search);
    const filter = {};
    for (const { dataset } of columns) {
      const values = given.getAll(dataset.column).filter(Boolean);
      if (values.length) filter[dataset.column] = [...new Set(values)];
    }
    const sort = [...form.elements.sort].some((one) => one.value === given.get('sort')) ? given.get('sort') : '';
    const page = Math.max(1, Math.floor(Number(given.get('page'))) || 1);
    return { q: (given.get('q') || '').slice(0, box.maxLength), filter, sort, page, any: given.has('any') };
  }
  // Column and value of all that is filtered by.
  const chosen = ({ filter }) => Object.entries(filter).flatMap(([column, values]) => values.map((value) => [column, value]));
  function address(of) {
    const pairs = [['q', of.q], ...chosen(of), ['sort', of.sort], ['any', of.any && 1], ['page', of.page > 1 && of.page]];
    const given = new URLSearchParams(pairs.filter((pair) => pair[1])).toString();
    return location.pathname + (given && '?' + given);
  }
  // A query runs in its own direction, an empty box in the page's.
  const lean = () => { box.dir = box.value ? 'auto' : ''; };
  function fill() {
    box.value = state.q;
    lean();
  }
  // A step that the reader means is one to come back to; what stands in the address while typing is not.
  function go(changes, isStep) {
    clearTimeout(typing);
    state = { ...state, ...changes };
    const now = location.pathname + location.search;
    const next = address(state);
    try {
      if (next !== now) history[settled ? 'pushState' : 'replaceState'](null, '', next);
    } catch { /* refused: the page works without */ }
    settled = isStep;
    return run();
  }
  const refine = (filter) => go({ filter, page: 1 }, true);
  function without(column, value) {
    const filter = { ...state.filter };
    filter[column] = (filter[column] || []).filter((one) => one !== value);
    if (!filter[column].length) delete filter[column];
    return filter;
  }

  // --- asking ---

  const options = () => ({ filter: state.filter, any: state.any });
  function run() {
    const mine = (turn += 1);
    document.title = query() ? quoted(query()) + ' — ' + title : title;
    if (!query()) return show(null);
    hints.hidden = true;
    results.hidden = false;
    list.setAttribute('aria-busy', 'true');
    const asked = { ...options(), sort: state.sort || null, from: (state.page - 1) * SIZE, size: SIZE };
    const slow = setTimeout(() => { if (mine === turn) show([], words.busy); }, SLOW);
    return Promise.resolve().then(() => window.warraq.search(query(), asked)).then((hits) => {
      if (mine !== turn) return;
      const last = Math.max(1, Math.ceil(hits.total / SIZE));
      if (!hits.length && state.page > last) {
        settled = false;
        return go({ page: last }, true);
      }
      show(hits);
      openFilters();
      columns.forEach(askFilter);
    }).catch(() => {
      if (mine === turn) show([], words.failed);
    }).then(() => clearTimeout(slow));
  }
  const fieldsetOf = (details) => details.querySelector('fieldset');
  function askFilter(details) {
    if (!details.open || !query()) return;
    const mine = turn;
    Promise.resolve().then(() => window.warraq.facets(query(), options(), details.dataset.column)).then((values) => {
      if (mine === turn) showFilter(details, values);
    }).catch(() => {
      if (mine === turn) fieldsetOf(details).replaceChildren(fieldsetOf(details).firstElementChild, words.failed);
    });
  }
  // Where filters cost little and have their room, they are open from the start.
  function openFilters() {
    if (isOpen) return;
    isOpen = true;
    window.warraq.ready().then(({ columns: sizes, isSmall }) => {
      const areOpen = isSmall && matchMedia('(min-width:62rem)').matches;
      for (const details of columns) {
        const { column } = details.dataset;
        details.hidden = sizes[column] < 2 && !state.filter[column];
        if (areOpen && !details.hidden) details.open = true;
      }
    }).catch(() => { isOpen = false; });
  }

  // --- showing ---

  // `message`: what is said in the place of results. Earlier results stay until others come.
  function show(hits, message) {
    const isEmpty = !hits;
    hints.hidden = !isEmpty;
    results.hidden = isEmpty;
    showChips();
    for (const one of form.elements.sort) one.checked = one.value === state.sort;
    if (message === words.busy) return tell(message);
    list.removeAttribute('aria-busy');
    filters.hidden = toFilters.hidden = isEmpty || (!hits.length && chips.hidden);
    const isTold = isEmpty || message;
    const says = isTold ? [] : notes(hits);
    told.replaceChildren(...says.map((text) => make('p', null, text)));
    if (!isTold && lacksWords(hits)) told.append(button(words.any, { class: 'btn' }, () => go({ any: true, page: 1 }, true)));
    told.hidden = !says.length;
    list.replaceChildren(...(hits || []).map(item));
    showPages(isTold ? 0 : Math.ceil(hits.total / SIZE));
    if (isTold) return tell(message || '');
    if (!hits.length) return tell(counted(0, true), says);
    const found = { count: counted(hits.total, hits.isExact !== false), query: quoted(hits.corrected || query()) };
    const at = state.page > 1 ? words.list_separator + filled(words.page, { n: number(state.page) }) : '';
    return tell(filled(words.for, found) + at, says);
  }
  // No article has all words of several: some may have any of them.
  function lacksWords(hits) {
    return !hits.length && !state.any && Array.isArray(hits.words) && /\s/.test(query());
  }
  // What is to be known of the results as a whole.
  function notes(hits) {
    const says = [];
    const asked = { query: quoted(query()), corrected: quoted(hits.corrected) };
    const isFiltered = Object.keys(state.filter).length && !hits.words.length;
    if (hits.corrected) says.push(filled(words.corrected, asked));
    else if (lacksWords(hits) && !isFiltered) {
      says.push(words.not_all);
      if (hits.words.length) says.push(filled(words.nowhere, { words: hits.words.map(quoted).join(words.list_separator) }));
    } else if (!hits.length) says.push(filled(isFiltered ? words.none_so : words.none, asked));
    else if (state.any) says.push(words.some);
    return says;
  }
  function item(hit) {
    const own = { lang: hit.lang || null, dir: !hit.lang ? 'auto' : RTL.test(hit.lang) ? 'rtl' : 'ltr' };
    const named = hit.title ? marked(hit.title, hit.titleMarks) : [words.untitled];
    const entry = make('li', { class: 'hit' }, make('h3', own, make('a', { href: hit.url }, ...named)));
    if (hit.snippet) entry.append(make('p', own, ...marked(hit.snippet, hit.marks)));
    const date = hit.dateText || hit.date;
    const about = [];
    if (hit.source) about.push(' · ', make('bdi', null, hit.source));
    if (date) about.push(' · ', hit.date ? make('time', { datetime: hit.date }, date) : date);
    if (about.length) entry.append(make('p', { class: 'meta' }, ...about.slice(1)));
    return entry;
  }
  function showPages(last) {
    pager.hidden = last < 2;
    if (pager.hidden) return pager.replaceChildren();
    const at = state.page;
    const link = (page, text, more) => make('a', { href: address({ ...state, page }), 'data-page': page, ...more }, text);
    const numbers = make('ol');
    let before = 0;
    for (let page = 1; page <= last; page += 1) {
      if (page > 1 && page < last && Math.abs(page - at) > 2) continue;
      if (page > before + 1) numbers.append(make('li', null, make('span', null, '…')));
      before = page;
      const n = number(page);
      const one = page === at ? make('b', { 'aria-current': 'page' }, n) : link(page, n, { 'aria-label': filled(words.page, { n }) });
      numbers.append(make('li', null, one));
    }
    const side = (page, text, rel) => (page < 1 || page > last ? make('span') : link(page, text, { rel }));
    return pager.replaceChildren(side(at - 1, words.previous, 'prev'), numbers, side(at + 1, words.next, 'next'));
  }
  const named = (column, value) => (column === 'year' ? digits(value) : value);
  function showChips() {
    const all = chosen(state);
    chips.hidden = !all.length;
    clear.hidden = !all.length;
    clear.firstElementChild.href = address({ ...state, filter: {}, page: 1 });
    chips.replaceChildren(...all.map(([column, value]) => {
      const name = named(column, value);
      const label = filled(words.remove, { name });
      return button(make('bdi', null, name), { 'aria-label': label, title: label }, () => {
        refine(without(column, value)).then(() => (chips.querySelector('button') || box).focus());
      });
    }));
  }
  function showFilter(details, values) {
    const column = details.dataset.column;
    const checked = state.filter[column] || [];
    const limit = limits[column] || FEW;
    const all = values.map(({ value, count: n }) => [String(value), n]);
    // What is chosen can be taken back, even where it has no results.
    for (const value of checked) if (!all.some((one) => one[0] === value)) all.push([value, 0]);
    if (column === 'year') all.sort((a, b) => b[0] - a[0]);
    details.hidden = !all.length;
    const fieldset = fieldsetOf(details);
    const focused = fieldset.contains(document.activeElement) ? document.activeElement.value : null;
    const labels = all.filter(([value], at) => at < limit || checked.includes(value)).map(([value, n]) => {
      const input = make('input', { type: 'checkbox', name: column, value });
      input.checked = checked.includes(value);
      return make('label', null, input, make('bdi', null, named(column, value)), make('span', { class: 'count' }, number(n)));
    });
    const more = button(words.more, { class: 'btn' }, () => {
      limits[column] = limit + MORE;
      showFilter(details, values);
      fieldset.querySelectorAll('input')[labels.length].focus();
    });
    fieldset.replaceChildren(fieldset.firstElementChild, ...labels, ...(all.length > labels.length ? [more] : []));
    for (const { firstElementChild: input } of labels) if (input.value === focused) input.focus();
  }

  // --- what readers do ---

  box.addEventListener('input', () => {
    lean();
    clearTimeout(typing);
    typing = setTimeout(() => go({ q: box.value, page: 1, any: false }, false), box.value.trim() ? TYPING : 0);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go({ q: box.value, page: 1, any: state.any && box.value === state.q }, true);
  });
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'sort') go({ sort: target.value, page: 1 }, true);
    else if (target.type === 'checkbox') {
      const filter = without(target.name, target.value);
      if (target.checked) filter[target.name] = (filter[target.name] || []).concat(target.value);
      refine(filter);
    }
  });
  columns.forEach((details) => details.addEventListener('toggle', () => askFilter(details)));
  // Links within the search are steps of this page; opened elsewhere they lead to the same.
  form.addEventListener('click', (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const page = event.target.closest('[data-page]');
    if (page) {
      event.preventDefault();
      form.scrollIntoView();
      go({ page: Number(page.dataset.page) }, true).then(() => links()[0] && links()[0].focus({ preventScroll: true }));
    } else if (clear.contains(event.target.closest('a'))) {
      event.preventDefault();
      refine({});
      box.focus();
    }
  });
  addEventListener('popstate', () => {
    clearTimeout(typing);
    state = read();
    settled = true;
    fill();
    run();
  });
  const links = () => [...list.querySelectorAll('h3 a')];
  form.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = links();
    const at = all.indexOf(event.target);
    const inList = event.target === box || at >= 0;
    if (event.key === 'ArrowDown' && inList && at + 1 < all.length) all[at + 1].focus();
    else if (event.key === 'ArrowUp' && at >= 0) (all[at - 1] || box).focus();
    else if (event.key === 'Escape' && event.target !== box) box.select();
    else if (event.key === 'Escape' && box.value) {
      go({ q: '', page: 1, any: false }, false);
      fill();
    } else return;
    event.preventDefault();
  });

  fill();
  settled = Boolean(state.q);
  run();
})();
