// The look-up of original addresses: finds the archived page of an address in one of the files of `parts/`. They are scripts,
// since a page on a disk may load nothing else. Compares addresses as the builder does: without scheme, `www.`, fragment and
// a slash at the end, and without what only says how a reader came.
(function () {
  var form = document.querySelector('[data-lookup]');
  if (!form) return;
  var answer = document.querySelector('[data-answer]');
  var waiting = null;

  function plain(text) {
    text = text.trim();
    if (!/^[a-z][a-z0-9+.-]*:/i.test(text) || /^[^/?#]+:\d+([/?#]|$)/.test(text)) text = 'https://' + text.replace(/^\/+/, '');
    var url = new URL(text);
    if (!/^https?:$/.test(url.protocol) || !url.hostname) throw new TypeError(text);
    return url;
  }
  function bytewise(a, b) { return a < b ? -1 : a > b ? 1 : 0; }
  function key(url) {
    var pairs = Array.from(url.searchParams).filter(function (pair) {
      return !/^(utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|ref_src)$/s.test(pair[0]);
    });
    pairs.sort(function (a, b) { return bytewise(a[0], b[0]) || bytewise(a[1], b[1]); });
    var path = url.pathname.replace(/\/+$/, '').replace(/%../g, function (escape) { return escape.toUpperCase(); });
    var query = pairs.map(function (pair) { return '?' + pair[0] + '=' + pair[1]; }).join('');
    return url.hostname.replace(/^www\./, '') + (url.port && ':' + url.port) + path + query;
  }
  // The same page for telephones, as the old site may have named it.
  function tidy(url) {
    var copy = new URL(url);
    copy.pathname = copy.pathname.replace(/\/amp\/?$/, '/');
    copy.searchParams.delete('amp');
    return copy;
  }
  // FNV-1a, 32 bits.
  function part(text, parts) {
    var hash = 0x811c9dc5;
    new TextEncoder().encode(text).forEach(function (byte) { hash = Math.imul(hash ^ byte, 0x01000193); });
    return (hash >>> 0) % parts;
  }
  function show(name) {
    answer.querySelectorAll('p').forEach(function (p) { p.hidden = !p.hasAttribute('data-' + name); });
  }
  function load(number, done) {
    var script = document.createElement('script');
    waiting = { number: number, done: done };
    script.src = 'parts/' + number + '.js';
    script.onload = function () { if (waiting && waiting.done === done) done({}); };
    script.onerror = function () { waiting = null; show('failed'); };
    document.head.append(script);
    script.remove();
  }
  // Each file says which it is: of two look-ups at once, the later one is answered.
  window.warraqLookup = function (number, table) {
    if (!waiting || waiting.number !== number) return;
    var done = waiting.done;
    waiting = null;
    done(table);
  };
  function find(keys, text, go) {
    var wanted = keys.shift();
    if (!wanted) return show('none');
    load(part(wanted, Number(form.dataset.lookup)), function (table) {
      if (!Object.hasOwn(table, wanted)) return find(keys, text, go);
      var link = answer.querySelector('a');
      link.href = form.dataset.root + table[wanted];
      link.firstElementChild.textContent = text;
      show('found');
      if (go) location.replace(link.href);
    });
  }
  function look(text, go) {
    var url;
    if (text.length > 4096) return show('wrong');
    try { url = plain(text); } catch (e) { return show('wrong'); }
    var keys = [key(url), key(tidy(url))];
    find(keys[0] === keys[1] ? [keys[0]] : keys, text, go);
  }
  var given = new URLSearchParams(location.search).get('url');
  if (given) {
    form.elements.url.value = given;
    look(given, true);
  }
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    look(form.elements.url.value, false);
  });
})();
