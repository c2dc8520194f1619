// "On this day" on the front page: shows the stories of the reader's own day, or of the last day before it that has any.
// The stories of each day lie in a script of their own, since a page on a disk may load nothing else.
(function () {
  var block = document.querySelector('[data-days]');
  if (!block) return;
  var months = block.dataset.days.split(' ').map(function (days) { return parseInt(days, 16); });
  var root = block.dataset.root;
  var day = new Date();
  var near = false;

  function two(number) { return (number < 10 ? '0' : '') + number; }
  function add(parent, name, text, attributes) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) { if (attributes[key]) element.setAttribute(key, attributes[key]); });
    parent.append(element);
    return element;
  }
  window.warraqOnThisDay = function (all) {
    var place = block.querySelector('.row');
    var link = block.querySelector('h2 a');
    link.href = root + all.href;
    if (near) link.textContent = block.dataset.near;
    add(add(link, 'span', '', { 'class': 'count' }), 'bdi', ' ' + all.day);
    place.replaceChildren();
    all.stories.forEach(function (story) {
      var article = add(place, 'article', '', { 'class': 'story' });
      var own = { lang: story.lang, dir: story.dir };
      add(add(article, 'h3', '', own), 'a', story.title, { href: root + story.href });
      var meta = add(article, 'p', '', { 'class': 'meta' });
      if (story.source) add(meta, 'bdi', story.source);
      meta.append((story.source ? ' · ' : '') + story.year);
    });
  };
  for (var back = 0; back < 367; back++) {
    var month = day.getMonth();
    if (months[month] >> (day.getDate() - 1) & 1) {
      var script = document.createElement('script');
      script.src = root + 'on-this-day/' + two(month + 1) + '-' + two(day.getDate()) + '/stories.js';
      document.head.append(script);
      break;
    }
    day.setDate(day.getDate() - 1);
    near = true;
  }
})();
