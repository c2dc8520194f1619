// Word stems for search, in English and French: `warraqStem.en(word)` and `warraqStem.fr(word)`, a word of the letters a to z to its
// stem: the rules for accents and apostrophes are not here, since folded words have none. Follows the published Snowball algorithms exactly as the builder's stemmer does: a stem that differs here is a page that is not
// found. Does not split text into words, fold accents or case, or know any word's meaning. Arabic has its own analysis.
(function () {
  // Endings are tried longest first: a pattern that must reach the end finds the one that starts leftmost.
  // Capitals are letters that no longer count as vowels: Y, and in French I and U.

  // Where R1 and R2 begin: each after the first consonant that follows a vowel, or where `heads`, patterns each with |, say.
  function regions(word, heads, syllable) {
    var found = RegExp('^(' + heads + syllable + ')(' + syllable + ')?').exec(word) || [];
    var r1 = found[1] ? found[1].length : word.length;
    return { r1: r1, r2: found[2] ? r1 + found[2].length : word.length };
  }
  // Endings and what takes their place, from 'new:old,old new:old'.
  function table(text) {
    var to = Object.create(null);
    text.split(' ').forEach(function (row) {
      var parts = row.split(':');
      parts[1].split(',').forEach(function (old) { to[old] = parts[0]; });
    });
    return { to: to, pattern: RegExp('(?:' + Object.keys(to).join('|') + ')$') };
  }

  var WHOLE = table('sky:skies,sky ski:skis idl:idly gentl:gently ugli:ugly earli:early onli:only singl:singly news:news ' +
    'howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes').to;
  var HEADS = 'arsen|commun|emerg|gener|inter|later|organ|past|univers|';
  var STEP_2 = table('tion:tional ence:enci ance:anci able:abli ent:entli ize:izer,ization ate:ational,ation,ator ' +
    'al:alism,aliti,alli ful:fulness,fulli ous:ousli,ousness ive:iveness,iviti ble:biliti,bli og:ogist,ogi less:lessli :li');
  var STEP_3 = table('tion:tional ate:ational al:alize ic:icate,iciti,ical :ful,ness,ative');
  var STEP_4 = /(?:al|[ae]nce|er|ic|[ai]ble|ant|(?:e?m)?ent|ism|ate|iti|ous|i[vz]e|ion)$/;
  var SHORT = /[^aeiouy][aeiouy][^aeiouwxyY]$|^[aeiouy][^aeiouy]$|past$/;

  // Step 1a: plurals.
  function singular(word) {
    return word.replace(/(?:sses|ie[ds]|[us]?s)$/, function (end, at, word) {
      if (end === 'sses') return 'ss';
      if (end[0] === 'i') return at > 1 ? 'i' : 'ie';
      return end === 's' && /[aeiouy].+s$/.test(word) ? '' : end;
    });
  }
  // Step 1b: -eed, -ed and -ing, and these with -ly.
  function infinitive(word, r1) {
    var end = /(?:eed|ed|ing)(?:ly)?$/.exec(word);
    if (!end) return word;
    var rest = word.slice(0, end.index);
    if (end[0][1] === 'e') return rest.length < r1 || /^(?:succ|proc|exc)$/.test(rest) ? word : rest + 'ee';
    if (end[0] === 'ing') {
      if (/^[^aeiouy]y$/.test(rest)) return rest[0] + 'ie';
      if (/^(?:even|cann|inn|earr|herr|out)$/.test(rest)) return word;
    }
    if (!/[aeiouy]/.test(rest)) return word;
    if (/([bdfgmnprt])\1$/.test(rest)) return /^[aeo]..$/.test(rest) ? rest : rest.slice(0, -1);
    return /(?:at|bl|iz)$/.test(rest) || (rest.length === r1 && SHORT.test(rest)) ? rest + 'e' : rest;
  }
  // Step 5: a last -e, and one l of a last -ll.
  function bare(word, at) {
    var rest = word.slice(0, -1);
    if (rest.length < at.r2 && (rest.length < at.r1 || /l$/.test(word) || SHORT.test(rest))) return word;
    return /(?:e|ll)$/.test(word) ? rest : word;
  }
  function english(word) {
    if (word in WHOLE) return WHOLE[word];
    if (word.length < 3) return word;
    word = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
    var at = regions(word, HEADS, '[^aeiouy]*[aeiouy]+[^aeiouy]');
    word = infinitive(singular(word), at.r1).replace(/(.[^aeiouy])[yY]$/, '$1i');
    word = word.replace(STEP_2.pattern, function (end, from) {
      var odd = end === 'ogi' ? !/logi$/.test(word) : end === 'li' && !/[cdeghkmnrt]li$/.test(word);
      return odd || from < at.r1 ? end : STEP_2.to[end];
    });
    word = word.replace(STEP_3.pattern, function (end, from) {
      return from < (end === 'ative' ? at.r2 : at.r1) ? end : STEP_3.to[end];
    });
    word = word.replace(STEP_4, function (end, from) {
      return from < at.r2 || (end === 'ion' && !/[st]ion$/.test(word)) ? end : '';
    });
    return bare(word, at).replace(/Y/g, 'y');
  }

  var VOWEL = '[aeiouy]', OTHER = '[^aeiouy]';
  var RV = RegExp('^(?:' + VOWEL + VOWEL + '.|col|par|tap|ni' + VOWEL + '|.' + OTHER + '*' + VOWEL + ')');
  // What goes with each of NOUN's groups is in `noun`, and with each of VERB's in `verb`.
  var NOUN = RegExp('(?:((?:anc|iqU|ism|abl|ist)es?|eux)|(at(?:ion|eur|rice)s?)|(logies?)|(u[st]ions?)|(ences?)|(ements?)|' +
    '(i(?:f|ve)s?)|(e?aux)|(oux)|(euses?)|(issements?))$');
  var FUTURE = 'r(?:a(?:i?s?|it|Ient)|@i?ez|i?ons|ont)?';
  var VERB_I = RegExp('(?:i(?:es?|s|t|' + FUTURE.replace('@', 'ent|') +
    '|ss(?:a(?:i[st]|Ient|nte?s?)|es?|ent|i?ez|i?ons))?)$');
  var VERB = RegExp('(?:(ions)|(e' + FUTURE.replace('@', '') + '|i?ez|eais)|(ais|aises?)|' +
    'a(?:i?|s|it|Ient|nte?s?|ss(?:es?|ent|iez|ions)))$');

  function vowel(letter) { return letter !== undefined && VOWEL.slice(1, -1).indexOf(letter) >= 0; }
  // Capitals for u and i between vowels, y beside one, and u after q.
  function marked(word) {
    var out = '';
    for (var i = 0; i < word.length; i++) {
      var letter = word[i], before = vowel(out[i - 1]), next = word[i + 1], after = vowel(next);
      var between = before && after;
      // A vowel that y itself turns into a capital counts no more.
      if (letter === 'y') between = before || (after && next !== 'y' && !(/[iu]/.test(next) && vowel(word[i + 2])));
      else if (letter === 'u') between = between || out[i - 1] === 'q';
      else if (letter !== 'i') between = false;
      out += between ? letter.toUpperCase() : letter;
    }
    return out;
  }
  // Step 1 for nouns and adjectives: null where no ending goes.
  function noun(word, at) {
    var end = NOUN.exec(word);
    if (!end) return null;
    var rest = word.slice(0, end.index), size = rest.length;
    var second = size >= at.r2;
    // Takes a further ending away where it lies in R2, puts `instead` in its place elsewhere.
    function cut(ending, instead) {
      if (!rest.endsWith(ending)) return false;
      var short = rest.slice(0, -ending.length);
      if (short.length >= at.r2) rest = short;
      else if (instead) rest = short + instead;
      else return false;
      return true;
    }
    if (end[6]) {
      if (size < at.rv) return null;
      if (!cut('eus', size - 3 >= at.r1 ? 'eux' : '') && !cut('abl') && !cut('iqU') && cut('iv')) cut('at');
      return rest;
    }
    if (end[8]) return end[8][0] === 'e' ? rest + 'eau' : size >= at.r1 ? rest + 'al' : null;
    if (end[9]) return /[bhjlnp]$/.test(rest) ? rest + 'ou' : null;
    if (end[10]) return second ? rest : size >= at.r1 ? rest + 'eux' : null;
    if (end[11]) return size && size >= at.r1 && !vowel(rest[size - 1]) ? rest : null;
    if (!second) return null;
    if (end[2]) cut('ic', 'iqU');
    if (end[7] && cut('at')) cut('ic', 'iqU');
    return rest + (end[3] ? 'log' : end[4] ? 'u' : end[5] ? 'ent' : '');
  }
  // Step 1 for -ment, which leaves a verb's ending to look at.
  function adverb(word, at) {
    var end = /(?:([ae])mment|ments?)$/.exec(word);
    if (!end) return word;
    var rest = word.slice(0, end.index);
    if (end[1]) return rest.length >= at.rv ? rest + end[1] + 'nt' : word;
    return /[^e]$/.test(rest) && vowel(rest.slice(-1)) && rest.length > at.rv ? rest : word;
  }
  // Steps 2a and 2b: null where no ending goes.
  function verb(word, at) {
    var rv = word.slice(at.rv), end = VERB_I.exec(rv);
    if (end && end.index && !vowel(rv[end.index - 1])) return word.slice(0, at.rv + end.index);
    end = VERB.exec(rv);
    if (!end) return null;
    var size = at.rv + end.index, rest = word.slice(0, size);
    if (end[1]) return size >= at.r2 ? rest : null;
    if (end[2]) return rest;
    if (end[3]) return /^.al$|auv$/.test(rest) ? null : rest;
    return end.index ? rest.replace(/e$/, '') : rest;
  }
  // Step 4: what is left where no other ending went.
  function residual(word, at) {
    word = word.replace(/([^aious])s$/, '$1');
    var rest = word.slice(0, at.rv);
    return rest + word.slice(at.rv).replace(/(?:ion|[iI]er|e)$/, function (end, from, rv) {
      if (end === 'ion') return at.rv + from >= at.r2 && /[st]ion$/.test(rv) ? '' : end;
      return end === 'e' ? '' : 'i';
    });
  }
  function french(word) {
    word = marked(word);
    var at = regions(word, '', OTHER + '*' + VOWEL + '+' + OTHER);
    at.rv = (RV.exec(word) || [word])[0].length;
    var stem = noun(word, at);
    if (stem === null) stem = verb(word = adverb(word, at), at);
    stem = stem === null ? residual(word, at) : stem.replace(/Y$/, 'i');
    return stem.replace(/(enn|onn|ett|ell|eill)$/, function (end) { return end.slice(0, -1); }).toLowerCase();
  }

  window.warraqStem = { en: english, fr: french };
})();
