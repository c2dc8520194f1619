// The look-up of original addresses: finds the archived page of an address in one of the files of `parts/`. They are scripts,
// since a page on a disk may load nothing else. Compares addresses as the builder does: without scheme, `www.`, fragment and
// a slash at the end.
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
  function key(url) {
    return url.hostname.replace(/^(www\.)+/, '') + url.pathname.replace(/\/+$/, '') + url.search;
  }
  // What visitors of the old site may have had in their address without it being another page.
  function tidy(url) {
    var copy = new URL(url);
    Array.from(copy.searchParams.keys()).forEach(function (name) {
      if (/^(utm_|fbclid$|gclid$|amp$|ref$)/.test(name)) copy.searchParams.delete(name);
    });
    copy.pathname = copy.pathname.replace(/\/amp\/?$/, '/');
    return copy;
  }
  // FNV-1a, 32 bits.
  function part(text, parts) {
    var hash = 0x811c9dc5;
    for (var at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return (hash >>> 0) % parts;
  }
  function show(name) {
    answer.querySelectorAll('p').forEach(function (p) { p.hidden = !p.hasAttribute('data-' + name); });
  }
  function load(number, done) {
    var script = document.createElement('script');
    waiting = done;
    script.src = 'parts/' + number + '.js';
    script.onload = function () { if (waiting === done) done({}); };
    script.onerror = script.onload;
    document.head.append(script);
    script.remove();
  }
  window.warraqLookup = function (table) {
    var done = waiting;
    waiting = null;
    if (done) done(table);
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
