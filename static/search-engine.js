// The search engine of the search page: `warraq.search`, `warraq.facets` and `warraq.ready` answer from the index under
// `search/index/`, loading the files of it that a question needs. The same words, order and numbers as src/search/ in the builder:
// what is done here to a word was done to those in the index. Shows nothing (search.js does) and makes no index. Needs
// search-stem.js for Latin words.
(function () {
  const root = new URL('.', document.currentScript.src).href;
  const VERSION = 4; // of the form of the index
  const HELD = 300; // files and words that are held decoded

  // --- files: scripts that call warraqPart(name, data), since pages on a disk may load nothing else ---

  const held = new Map(); // promises, the one used last at the end
  const waiting = new Map();
  let opened = null; // the manifest

  window.warraqPart = (name, data) => waiting.get(name)?.(data);
  function load(name, again = '') {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      waiting.set(name, resolve);
      // Comes after the file has called, and then changes nothing.
      script.onload = script.onerror = () => {
        script.remove();
        if (waiting.get(name) === resolve) waiting.delete(name);
        reject(new Error('no ' + name));
      };
      script.src = root + 'search/index/' + name + '.js' + again;
      document.head.append(script);
    });
  }
  function hold(name, make) {
    let made = held.get(name);
    held.delete(name);
    if (!made) {
      made = make();
      made.catch(() => held.delete(name));
    }
    held.set(name, made);
    if (held.size > HELD) held.delete(held.keys().next().value);
    return made;
  }
  // A file as `decode` reads its bytes. The letter is its folder, for what it holds.
  const part = (letter, file, decode) => hold(letter + '/' + file, () => load(letter + '/' + file).then(bytesOf).then(decode));
  const asIs = (bytes) => bytes;
  // Bytes of bytes that lie in a file, or `here`.
  const bytesAt = async (letter, { here, file, start, end }) => here || (await part(letter, file, asIs)).subarray(start, end);
  // 13 bits in two of 91 characters: printable ones but quotation marks and backslash.
  function bytesOf(text) {
    const digit = (code) => code - 33 - (code > 34) - (code > 39) - (code > 92) || 0;
    const bytes = new Uint8Array(((text.length >> 1) * 13 + (text.length & 1) * 6) / 8);
    for (let at = 0, to = 0, bits = 0, width = 0; at < text.length; at += 2) {
      bits |= (digit(text.charCodeAt(at)) + 91 * digit(text.charCodeAt(at + 1))) << width;
      for (width += 13; width > 7; width -= 8, bits >>= 8) bytes[to++] = bits;
    }
    return bytes;
  }
  function open(again) {
    opened = load('manifest', again).then((manifest) => {
      if (manifest.version !== VERSION) throw new Error('version');
      manifest.dictionary = manifest.dictionary.map(([key, file]) => ({ key, file }));
      manifest.monthOf = new Map();
      manifest.months.forEach((names, at) => names.forEach((name) => manifest.monthOf.set(name, '~' + (at + 1))));
      return manifest;
    });
    return opened;
  }
  // Does `work` with the manifest. One that the browser kept from before may name files that are gone: then once more with the newest.
  async function withManifest(work) {
    const before = opened || open();
    try {
      return await work(await before);
    } catch {
      if (opened === before) {
        held.clear();
        open('?' + Date.now());
      }
      return work(await opened);
    }
  }

  // --- bytes and bits ---

  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const hex = (bytes) => [...bytes].map((byte) => (byte + 256).toString(16).slice(1)).join('');
  const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });
  // A text in one byte a letter, Latin or Arabic; others are a 1 and three bytes.
  function lettersOf(bytes) {
    const units = new Uint16Array(bytes.length);
    let length = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      let point = bytes[at] > 127 ? bytes[at] + 0x580 : bytes[at];
      if (point === 1) point = (bytes[++at] << 16) | (bytes[++at] << 8) | bytes[++at];
      if (point > 0xFFFF) {
        units[length++] = 0xD7C0 + (point >> 10);
        point = 0xDC00 + (point & 0x3FF);
      }
      units[length++] = point;
    }
    return utf16.decode(units.subarray(0, length));
  }
  class Bytes {
    constructor(bytes) {
      this.bytes = bytes;
      this.at = 0;
    }
    number() {
      let [value, scale, byte] = [0, 1, 0];
      do {
        byte = this.bytes[this.at++];
        value += (byte & 127) * scale;
        scale *= 128;
      } while (byte > 127);
      return value;
    }
    // What `make` reads, so many times, or up to the end.
    all(make, count = Infinity) {
      const all = [];
      while (all.length < count && this.at < this.bytes.length) all.push(make());
      return all;
    }
    take(length) { return this.bytes.subarray(this.at, (this.at += length)); }
    file() { return hex(this.take(6)); }
    files() { return this.all(() => this.file(), this.number()); }
    // A text that begins as the one before it, of which `before` holds the bytes.
    next(before) {
      before.splice(this.number(), before.length, ...this.take(this.number()));
      return lettersOf(before);
    }
  }

  class Bits {
    constructor(bytes) {
      this.bytes = bytes;
      this.at = 0;
    }
    // The next bits, 25 at least, from the highest on; zeros behind the end.
    get next() {
      const { bytes } = this;
      const at = this.at >> 3;
      return (((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) << (this.at & 7)) >>> 0;
    }
    // At most 25: more no archive needs.
    bits(width) {
      const value = width ? this.next >>> (32 - width) : 0;
      this.at += width;
      return value;
    }
    // How many zeros come before a one; none behind the end.
    zeros() {
      const left = Math.max(0, this.bytes.length * 8 - this.at);
      const zeros = Math.min(Math.clz32(this.next), 25, left);
      if (zeros < 25) {
        this.at += zeros + 1;
        return zeros;
      }
      this.at += 25;
      return 25 + this.zeros();
    }
    rice(k) {
      const high = this.zeros();
      return high * 2 ** k + this.bits(k);
    }
    gamma() {
      const width = this.zeros();
      return 2 ** width + this.bits(width);
    }
  }

  // The articles of a list in order, and the level of its word in each; among the foremost counted from the highest down.
  function decodeList(bytes, { count, before = 0, k, areForemost }) {
    const bits = new Bits(bytes);
    const most = Math.min(count, bytes.length * 4); // each has two bits at least
    const articles = new Uint32Array(most);
    const levels = new Uint8Array(most);
    for (let at = 0, next = before; at < most; at += 1) {
      articles[at] = next + bits.rice(k);
      const level = Math.min(bits.zeros(), 7);
      levels[at] = areForemost ? 7 - level : level;
      next = articles[at] + 1;
    }
    return { articles, levels };
  }
  // The places of a word in each of `count` articles.
  function decodePlaces(bytes, count) {
    const bits = new Bits(bytes);
    const k = bits.bits(8);
    return Array.from({ length: Math.min(count, bytes.length * 8) }, () => {
      let next = 0;
      return Array.from({ length: Math.min(bits.gamma(), bytes.length * 8) }, () => (next += bits.rice(k) + 1) - 1);
    });
  }

  // --- words of a text ---

  const IGNORED = '\xAD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF'; // controls
  const LETTERS = '\\p{Alphabetic}\\p{N}\\p{M}';
  const IN_WORD = '[' + LETTERS + IGNORED + ']';
  const DIGIT = '[0-9٠-٩۰-۹]';
  const GROUPING = '[,٬\xA0\u202F\'’]'; // between the digits of a number
  const LATIN = 'a-zA-Z\xC0-\u024F';
  // Apart from digits, so that a year is found before م. Latin ones are not.
  const LETTER = '(?![\\p{M}\u0640' + LATIN + '])\\p{Alphabetic}';
  const MARKS = '(?:(?!' + DIGIT + '|' + LETTER + '|[' + LATIN + '])' + IN_WORD + ')*'; // and controls: they are as what they follow
  const INSIDE = '(?:(?!' + DIGIT + '|' + LETTER + ')' + IN_WORD +
    '|' + DIGIT + '(?!' + MARKS + LETTER + ')|' + LETTER + '(?!' + MARKS + DIGIT + '))+';
  const LAST = '(?:' + DIGIT + '|' + LETTER + ')' + MARKS;
  const LAST_GROUP = DIGIT + '{2}(?=' + DIGIT + '(?!' + DIGIT + '))';
  const NUMBER = DIGIT + '{1,3}(?:' + GROUPING + '(?:' + DIGIT + '{3}' + GROUPING + ')*|(?:[.]' + DIGIT + '{3})+[.])' + LAST_GROUP; // 1.250 may be a fraction
  // The first way is a short one for plain Arabic words.
  const WORD = RegExp('[ء-غف-ي]+(?!' + IN_WORD + ')|(?:' + NUMBER + ')?(?:' + INSIDE + '(?:' + LAST + ')?|' + LAST + ')', 'gu');

  // Signs that a writer may leave out: vowel signs, accents, tatweel, controls. Hamza above is not among them.
  const DROPPED = RegExp('[' + IGNORED + '\u0300-\u036F\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u0653\u0655-\u065F\u0670' +
    '\u06D6-\u06ED\u08D3-\u08FF]', 'g');
  // Takes letters for others: for the first of those in whose row they stand.
  function replacer(rows, others) {
    const instead = { ...others };
    rows.split(' ').forEach(([first, ...twins]) => twins.forEach((twin) => { instead[twin] = first; }));
    const pattern = RegExp('[' + Object.keys(instead).join('') + ']', 'g');
    return (word) => word.replace(pattern, (letter) => instead[letter]);
  }
  // Letters that readers take for one, and digits.
  const alike = replacer('ءؤئ اأإآٱ هةہھەۃ يىیےېۍ كکڪ نں כך מם נן פף צץ σς oø iı lł 0٠۰ 1١۱ 2٢۲ 3٣۳ 4٤۴ 5٥۵ 6٦۶ 7٧۷ 8٨۸ 9٩۹',
    { ß: 'ss', æ: 'ae', œ: 'oe' });
  // Letters that are mistaken for one another, in writing or in writing down foreign names.
  const unconfused = replacer('جغگچ ضظ دذ تثط سص فڤ بپ زژ');
  const OTHERS = RegExp('[^' + LETTERS + ']+', 'gu');
  const LONGEST = 40;

  // A word as it is compared; with blanks where one sign stands for several words, and nothing where it is signs alone.
  function fold(word) {
    const isPlain = /^[\u0621-\u0652a-zA-Z0-9]*$/.test(word);
    let folded = alike((isPlain ? word : word.normalize('NFKD')).toLowerCase().replace(DROPPED, ''));
    if (!isPlain) {
      folded = folded.replace(/[وي]\u0654/g, 'ء').replace(/\u0654/g, '')
        .replace(OTHERS, ' ').replace(/^ /, '').normalize('NFC');
    }
    return folded.length > LONGEST ? [...folded].slice(0, LONGEST).join('') : folded;
  }
  const GROUPED = RegExp(GROUPING + '|[.]', 'g');
  // Where each word begins and ends, and its form.
  function wordsOf(text) {
    const words = [];
    for (const { 0: word, index } of text.matchAll(WORD)) {
      for (const form of fold(word.replace(GROUPED, '')).split(' ')) {
        if (form) words.push({ start: index, end: index + word.length, form });
      }
    }
    return words;
  }
  const formsOf = (text) => wordsOf(text).map(({ form }) => form);

  // What a word stands for beside itself: the month that it names; and with the next a month, or a name: عبد الله, أبو ظبي.
  function meanings({ monthOf }, word, next = '') {
    const bare = withoutFirst(word, /^[وبل].{4}/u) || word;
    let name;
    if (/^[وفبلك]?عبد$/.test(word) && /^ال.{2}/u.test(next)) name = word + next;
    if (/^[وفبلك]?اب[ويا]$/.test(word) && /.{3}/u.test(next)) name = word.slice(0, -1) + 'و' + next;
    return { month: monthOf.get(bare), pair: monthOf.get(bare + ' ' + next), name };
  }

  // --- stems: what a word may be made of ---

  // Suffixes, with the letters that must be left before them.
  const SUFFIXES = 'هما3 ات2 ون3 ين3 ان3 ها3 هم3 هن3 كم3 نا3 وا3 يه2 ه2 ي2 ا3 ت3'.split(' ')
    .map((suffix) => [suffix.slice(0, -1), +suffix.slice(-1)]);
  const OWNER = 'هما|ها|هم|هن|كم|نا';
  const OWNERS = RegExp('(?:' + OWNER + ')$');
  const OF_ONE = RegExp('^(.*)ت(?:ين|ان|ه|ي|' + OWNER + ')$');
  const OF_MANY = RegExp('^(.*)ات(?:|ه|ي|' + OWNER + ')$');
  const MAY_LACK_ARTICLE = /^ال(?:ت?.ا.|كتر)$/u; // stems: ألعاب, التزام, إلكترون; and with the article الناس
  const NO_WORD = /^(?:له|ذي|تي|ان|اف|فا|في|ات|يه|يك|لي|هي|هه|ها|ما|يا|مع|قي|قت|غي|غت|تر)$/; // behind an article: الله, الذي, آلاف, وكالات
  const NO_ARTICLE = ['والد', 'بالغ', 'بالون', 'فالح', 'والي', 'كالسيوم', 'الي'];

  const size = (word) => (/[\uD800-\uDFFF]/.test(word) ? [...word].length : word.length);
  const withoutFirst = (word, pattern) => (pattern.test(word) ? word.slice(1) : '');
  const isArabic = (word) => /^[\u0620-\u064A\u066E-\u06D3]/.test(word);
  const isHebrew = (word) => /^[\u05D0-\u05EA]/.test(word);
  const isLatin = (word) => /^[a-z]/.test(word);
  const once = (word) => word.replace(/(.)\1+/gu, '$1');
  const consonants = (stem) => once(stem.replace(/[اويء]/g, ''));
  const skeleton = (stem) => once(unconfused(stem.replace(/[اويء]/g, '')));
  const loose = (stem) => once(unconfused(stem.replace(/يء$|ء/g, ''))); // شاطيء is شاطئ
  // The letters that a broken plural keeps: consonants, and a و, ي or hamza at the head. أوضاع has its behind the alef.
  const rootOf = (stem) => once(stem.replace(OF_WAW, 'و$1$2')).replace(/(?!^)[اويء]|^ا/g, '');
  const OF_WAW = /^او([^اويء])ا([^اويء])$/u;
  // Are they the same, one of two letters with the second doubled, as حدود of حد?
  function haveOneRoot(a, b) {
    const [short, long] = [rootOf(a), rootOf(b)].sort((one, other) => one.length - other.length);
    return short === long || (size(short) === 2 && long === short + [...short][1]);
  }
  // C for consonants, long vowels and hamza as they are: CCاCC for مدارس. A و or ي at its head is a consonant. Nothing where it is long.
  const shape = (stem) => (size(stem) > 6 ? '' : stem.replace(OF_WAW, 'اC$1ا$2').replace(/./gu, (letter, at) =>
    (/[اويء]/.test(letter) && (at || letter === 'ا') ? letter : 'C')));

  // All ways to read a word, as it is first: `base` is what is left without what is written before it, and `doubt` what of that may be otherwise.
  const CLITIC = 1; // the first letter may be one of the word
  const ARTICLE = 2; // what looks like one is taken for none
  const ENDING = 3; // the ت may be no ة before an owner and a number, the و no ون
  function readings(form) {
    const all = withoutFirsts(form);
    // Of two letters, or one consonant, and ة, which is ت before an owner and a number: صحته, سنتين, قوات.
    for (const { base } of [...all]) {
      for (const ending of [OF_ONE, OF_MANY]) {
        const rest = isArabic(form) && ending.exec(base)?.[1];
        const isShort = size(rest || '') > 1 && ((ending === OF_ONE && size(rest) === 2) || size(skeleton(rest)) === 1);
        if (isShort) all.push({ base: rest + 'ه', doubt: ENDING });
      }
    }
    return all;
  }
  function withoutFirsts(form) {
    const all = [{ base: form }];
    const add = (base, doubt) => { if (base) all.push({ base, doubt }); };
    if (isHebrew(form)) add(withoutFirst(form, /^[הובכלמש].{3}/u), CLITIC);
    if (!isArabic(form)) return all;
    const { word: own, base } = withoutArticle(form);
    if (base) {
      add(base);
      // للجنة has the article and جنة, or لجنة; العاب has it and عاب, or is a word of its own.
      if (own.startsWith('لل')) add(own.slice(1));
      if (MAY_LACK_ARTICLE.test(stem(own))) add(own, ARTICLE);
      return all;
    }
    const conjunction = withoutFirst(form, /^[وف].{3}/u);
    add(conjunction, CLITIC);
    for (const word of [form, conjunction]) add(withoutFirst(word, /^(?:[بلك]|س[يتنا]).{3}/u), CLITIC);
    return all;
  }
  // The ways that count: with the article it is no other word.
  function meant(form) {
    const all = readings(form);
    return all.slice(all.some(({ doubt }, at) => at && !doubt) ? 1 : 0);
  }
  // A word that has the article without its conjunction, and without the article, too.
  function withoutArticle(form) {
    const [, word, base] = /^[وف]?((?:[بك]?ال|لل)(..+))/u.exec(form) || [];
    return base && !NO_WORD.test(base) && !lacksArticle(form) ? { word, base } : {};
  }
  // A word as it is when the article, and what is before that, is taken off.
  const bare = (word) => withoutArticle(word).base || word;
  function lacksArticle(form) {
    return NO_ARTICLE.some((word) => form.startsWith(word) && (form === word || stem('عمل' + form.slice(word.length)) === 'عمل'));
  }
  // Is what a suffix leaves enough for a word? Two consonants; or one, where four letters are left (سياسي), or three of which a و or ي is
  // another: يومها, ليلة, قوية. The ت of بيوت is a letter of the word, and so are the last ones of ليلى, ولا, أحيانا and محاكم.
  function isEnough(rest, suffix) {
    const strong = size(skeleton(rest));
    if (OWNERS.test(suffix) && /^[مت].ا$/u.test(rest)) return false;
    if (strong !== 1 || suffix === 'ت') return strong > 1;
    if (size(rest) > 3) return /[^ا]$/.test(rest);
    return size(rest) === 3 && (/^[وي][^ا][^اويء]$/u.test(rest) || (!/^[اي]$/.test(suffix) && /^[^ا](?:ي|.ي$)/u.test(rest)));
  }
  // A word without its suffixes.
  function stem(base) {
    if (isHebrew(base)) return base.replace(/^(.{3,}?)(?:ימ|ות|ית|ה|ת|י)$/u, '$1');
    if (!isArabic(base)) return base;
    for (let word = base; ;) {
      const suffix = SUFFIXES.find(([end, left]) => {
        if (!word.endsWith(end)) return false;
        const rest = word.slice(0, -end.length);
        return size(rest) >= left && isEnough(rest, end);
      });
      if (!suffix) return word;
      word = word.slice(0, -suffix[0].length);
    }
  }
  const keyOf = (base) => (isArabic(base) ? skeleton(stem(base)) || base : stem(base));
  const latinStem = (form, lang) => (/^[a-z]+$/.test(form) ? window.warraqStem[/^fr(?![^-_])/.test(lang) ? 'fr' : 'en'](form) : form);
  // By code points, as the builder sorts: the halves of a pair come last.
  function order(a, b) {
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const rank = (unit) => unit + (unit >> 11 === 27 ? 1e5 : 0);
    return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at)) || a.length - b.length;
  }
  const sorted = (keys) => [...new Set(keys)].sort(order);
  // The keys under which the dictionary has a word of a text in a language.
  function keysOf(form, lang) {
    if (isLatin(form)) return [latinStem(form, lang)];
    return sorted(meant(form).map(({ base }) => keyOf(base)));
  }

  // --- how a word of the archive is related to one that is asked for ---

  // What an occurrence weighs, in hundredths: closer words weigh more, others nothing.
  const SAME = 100;
  const WITH_ARTICLE = 90; // or without
  const WITH_CLITIC = 80; // which may be a letter of another word
  const SUFFIX = 70;
  const DERIVED = 30; // the same stem, with suffixes that may make another word: فلسطين and فلسطينيون
  const VARIANT = 60;
  const PLURAL = 30;
  const TENSE = 30; // past and present of a verb
  const BEGINNING = 40; // a word that begins as the one asked for
  const MONTH = 80; // another name of a month
  const FAR_RARER = 16; // a word so many times as frequent as what is left of it is one of its own
  const LONG = 5; // letters from which on two letters that are confused make a variant

  // Shapes of broken plurals, with ه where they have it, and of their singulars: بيوت of بيت is `CيوC:CيC`.
  const PLURALS = ' اCCاC:CCC,CيCC,CCيC,CCوC,CC اCCاء:CCيC,CCو,CCا,اCيC اCوC:اCC اCواC:CاC,CوC اCواء:Cوء اCياC:CيC,CاC اCCCاء:CCيC اCCياء:CC اCCC:CCC ' +
    'اCCCه:CCاC,CCيC اCCه:CCاC,CCيC اCءCه:CءاC اCاC:اCC اCاCC:اCCC اCاCCه:اCCاC اCاCيC:اCCوC,اCCاC,اCCيC CCوC:CCC,CC CيوC:CيC ' +
    'CءوC:CاC,CءC CCاC:CCC,CCيC,CاCC,CC CواCC:CاCC,CوCC CواC:CاC CواCيC:CاCوC,CوCوC CCC:CCاC,CCيC,CCوC CCاCC:CCCC,CCCاC ' +
    'CCاCيC:CCCوC,CCCيC,CCCاC CCاءC:CCيC,CCاC,CCوC CCايC:CCيC,CCاC CCCاء:CCيC,CاCC CءCاء:CءيC CواءC:CاءC CCا:CC ';
  const arePair = (plural, singular) => RegExp(' ' + plural + ':(?:[^ ]*,)?' + singular + '[, ]').test(PLURALS);

  // The shape of a word that may be a broken plural; nothing where it has the suffixes of singulars and sound plurals.
  function pluralShape(base, stemmed) {
    const suffixes = base.slice(stemmed.length);
    let isBroken = !/^(?:ات|ون|يه|ين|ان)/.test(suffixes);
    if (stemmed.endsWith('ا')) isBroken = suffixes.length > 1; // قضايا, ملايين, مقاهي, and not هذا
    if (suffixes === 'ين' || suffixes === 'ان') isBroken = size(stemmed) > 3; // قوانين
    return isBroken && shape(stemmed) + (/^(?:ه$|ت.)/.test(suffixes) ? 'ه' : ''); // أسلحة, أسلحتهم
  }
  function anatomy({ base, doubt }) {
    const stemmed = stem(base);
    return { base, doubt, stem: stemmed, size: size(stemmed), loose: loose(stemmed), consonants: consonants(stemmed), shape: shape(stemmed),
      plural: pluralShape(base, stemmed) };
  }
  // Is one stem the present, with ي, of a verb of which the other is the past: يفوز of فاز, يعلن of أعلن?
  function isPresentOf(present, past) {
    const [, rest] = /^ي(.{3,})/u.exec(present) || [];
    if (!rest) return false;
    const plain = past.replace(/^ا/, '');
    return rest === plain || rest.replace(/(?!^)[وي]|ء/g, 'ا').replace(/^ا/, '') === plain;
  }
  function ofReadings(one, other) {
    if (one.base === other.base && size(one.base) > 1) {
      const doubt = Math.max(one.doubt || 0, other.doubt || 0);
      return doubt === ENDING ? SUFFIX : doubt ? WITH_CLITIC : WITH_ARTICLE;
    }
    if (one.stem === other.stem) return areForms(one.base, other.base) ? SUFFIX : DERIVED;
    const isAlike = one.consonants === other.consonants;
    const shorter = Math.min(one.size, other.size);
    if (one.loose === other.loose && (shorter >= LONG || (isAlike && shorter > 3))) return VARIANT;
    const isPlural = (a, b) => a.plural && arePair(a.plural, b.shape);
    if (isAlike && haveOneRoot(one.stem, other.stem) && (isPlural(one, other) || isPlural(other, one))) return PLURAL;
    return isAlike && (isPresentOf(one.stem, other.stem) || isPresentOf(other.stem, one.stem)) ? TENSE : 0;
  }
  // The words of which a word may be another number, case or owner.
  function lemmas(word) {
    const all = [word];
    for (const [ending, instead] of [[OWNERS, ''], [/ت[هي]?$/, 'ه'], [/(?:ات|تان|تين)[هي]?$/, 'ه'], [/(?:ون?|ين|ان|وا|ا|ات[هي]?)$/, '']]) {
      for (const one of [...all]) if (ending.test(one)) all.push(one.replace(ending, instead));
    }
    return all;
  }
  function areForms(a, b) {
    const theirs = lemmas(b);
    return lemmas(a).some((one) => theirs.includes(one));
  }
  // For the words under the keys of `asked` what each weighs where it is asked for.
  function weights(asked, words) {
    const [alone, withArticle] = [new Map(), new Map()]; // how many articles have a word by itself, with the article or without; and behind one
    const count = (all, word, articles) => all.set(word, (all.get(word) || 0) + articles);
    for (const { form, articles } of words) {
      const rest = bare(form);
      count(alone, form, articles);
      if (rest === form) continue;
      count(withArticle, rest, articles);
      if (form.startsWith('ال')) count(alone, rest, articles);
    }
    const bareAsked = bare(asked);
    // That a letter was written on is believed where the rest is what was asked for, or a word by itself or somebody's, and not a far rarer one;
    // and not where there is الفكرة, which says that the ف is a letter of فكرة. That an article is none, where the word is found with one.
    const believed = (form, articles) => meant(form).filter(({ base, doubt }) => {
      if (!doubt) return true;
      if (doubt === CLITIC && withArticle.get(form) * FAR_RARER >= articles) return false;
      const isOwned = doubt !== ARTICLE && OWNERS.test(base);
      const owned = isOwned ? lemmas(base).slice(1) : [];
      const rest = doubt === ARTICLE ? withArticle.get(base) : alone.get([base, ...owned].find((word) => alone.has(word)));
      const isAsked = base === (doubt === ARTICLE ? bareAsked : asked) || owned.includes(bareAsked);
      return (rest || isAsked) && articles <= FAR_RARER * (rest || 1);
    }).flatMap((reading) => {
      // مسؤولو الوزارة: a plural before its owner. Foreign names end so, too.
      const [, many] = /^(.{4,})و$/u.exec(reading.base) || [];
      return many && (alone.has(many + 'ون') || alone.has(many + 'ين')) ? [reading, { base: many + 'ون', doubt: ENDING }] : reading;
    }).map(anatomy);
    const ours = believed(asked, alone.get(asked) || 0);
    return words.map(({ form, articles }) => {
      if (form === asked) return SAME;
      if (isLatin(asked)) return SUFFIX; // one stem, one key
      if (!isArabic(asked) && !isHebrew(asked)) return 0;
      const theirs = believed(form, articles);
      return Math.max(...ours.map((one) => Math.max(...theirs.map((other) => ofReadings(one, other)))));
    });
  }

  // --- the dictionary ---

  // Short lists stand in a part, and of long ones the foremost.
  const SHORT = 16; // bytes
  const FEW = 4096; // articles
  const BLOCK = 32768; // articles in a block
  const LARGE_INDEX = 4096; // articles, about, among which places of a word that one in
  const COMMON = 4; // has are not kept

  // With how many bits most gaps of a list can be told: the parameter of its Rice codes.
  const parameter = ({ estimate }, count) => 31 - Math.clz32(Math.floor((estimate * 11) / (count * 16)) || 1);
  // How many are the foremost of so many articles.
  const foremostOf = (count) => Math.min(Math.floor(count / 16), 4000);
  // Are the places of a word kept?
  const hasPlaces = ({ estimate }, count) => estimate < LARGE_INDEX || count < Math.floor(estimate / COMMON);

  // A part of the dictionary: for each key its words, each with its articles in blocks.
  function readPart(bytes, manifest) {
    const reader = new Bytes(bytes);
    const [key, form] = [[], []];
    // Gives where the next bytes are in files, of which the names and sizes come first.
    const inFiles = () => {
      const files = reader.all(() => [reader.file(), reader.number()], reader.number());
      let [at, start] = [0, 0];
      return (length) => {
        const [file, behind] = files[at] || [];
        const place = { file, start, end: (start += length) };
        if (start >= behind) [at, start] = [at + 1, 0];
        return place;
      };
    };
    const nextList = inFiles();
    const nextPlaces = inFiles();
    const word = () => {
      const found = { form: reader.next(form), articles: reader.number(), foremost: null, blocks: [] };
      const k = parameter(manifest, found.articles);
      if (found.articles > FEW) {
        const count = foremostOf(found.articles);
        found.foremost = { count, k: parameter(manifest, count), here: reader.take(reader.number()), areForemost: true };
      }
      for (let left = found.articles; left > 0 && reader.at < bytes.length; left -= BLOCK) {
        const before = found.articles > BLOCK ? reader.number() : 0;
        const length = reader.number();
        const list = length > SHORT ? nextList(length) : { here: reader.take(length) };
        const places = hasPlaces(manifest, found.articles) ? nextPlaces(reader.number()) : null;
        found.blocks.push({ ...list, count: Math.min(left, BLOCK), k, before, places });
      }
      return found;
    };
    return new Map(reader.all(() => [reader.next(key), reader.all(word, reader.number())]));
  }
  const wordsIn = (manifest, { file }) => part('d', file, (bytes) => readPart(bytes, manifest));
  function readDirectory(bytes) {
    const reader = new Bytes(bytes);
    const key = [];
    return reader.all(() => ({ key: reader.next(key), file: reader.file() }));
  }
  const directory = (file) => part('r', file, readDirectory);
  // Where the last is that begins at or before a key; -1 where none does.
  function lastAt(all, key) {
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (order(all[middle].key, key) > 0) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }
  // The part that has a key, if any has.
  async function partOf({ dictionary }, key) {
    const within = dictionary[lastAt(dictionary, key)];
    const parts = within ? await directory(within.file) : [];
    return parts[lastAt(parts, key)];
  }
  // The parts with keys that begin with `key`; none where there are many.
  async function partsFrom({ dictionary }, key) {
    // The first may hold none: it is where such keys would be.
    const within = (all) => all.slice(Math.max(0, lastAt(all, key))).filter((one, at) => !at || one.key.startsWith(key));
    const directories = within(dictionary);
    if (directories.length > 2) return [];
    const parts = (await Promise.all(directories.map(async ({ file }) => within(await directory(file))))).flat();
    return parts.length > MOST_PARTS ? [] : parts;
  }
  // Reads the articles of a list, a block of a word's or a filter's, from files in the folder `letter`.
  const articlesIn = (letter) => (list) => {
    list.decoded = list.decoded || bytesAt(letter, list).then((bytes) => decodeList(bytes, list));
    return list.decoded;
  };

  // --- from words that are asked for to those of the archive ---

  const MOST_PARTS = 3; // looked through for words that begin so
  const MOST_BEGINNINGS = 40;
  // Letters of keys that are written or typed for one another: they look alike, sound alike or lie beside one another on keyboards.
  const ALIKE = 'بتن بل تس تق تك جحخ جع جف جد حخه درز زض سش سض عه فقك كم نم aeiou ckqs bpfv'.split(' ');

  // The keys of a word of which the language is not known.
  const askedKeys = (word) => sorted([...keysOf(word, 'en'), ...keysOf(word, 'fr')]);
  // A word that stands under several keys has the same list under each; only a Latin one has one for each language.
  const nameOf = ({ form }, key) => form + '\0' + (isLatin(form) ? key : '');
  function add(answers, name, found, weight) {
    const there = answers.get(name);
    if (!there || weight > there.weight) answers.set(name, { found: there ? there.found : found, weight });
  }
  // The words of the archive that are a word or related to it, or name the same month.
  const related = (manifest, word, month) => hold('=' + word + month, async () => {
    // Words, and what an answer to each weighs, in hundredths.
    const asked = [[word, SAME]];
    const bases = readings(word).map(({ base }) => base);
    for (const [most, others] of manifest.variants) {
      if (others.some((other) => bases.includes(other))) asked.push(...others.map((other) => [other, most]));
    }
    if (month) asked.push([month, MONTH]);
    const groups = await Promise.all(asked.map(([one]) => wordsUnder(manifest, askedKeys(one))));
    const answers = new Map();
    asked.forEach(([one, most], at) => {
      const names = [...groups[at].keys()];
      const words = [...groups[at].values()];
      weights(one, words).forEach((weight, place) => {
        if (weight) add(answers, names[place], words[place], Math.floor((weight * most) / 100));
      });
    });
    return answers;
  });
  // The words of the archive under some keys, each once.
  async function wordsUnder(manifest, keys) {
    const under = new Map();
    await Promise.all(keys.map(async (key) => {
      const at = await partOf(manifest, key);
      for (const found of (at && (await wordsIn(manifest, at)).get(key)) || []) under.set(nameOf(found, key), found);
    }));
    return under;
  }
  // The words of the archive that begin with `word`.
  async function beginning(manifest, word) {
    const begun = bare(word);
    const key = isArabic(begun) ? skeleton(begun) : begun;
    const answers = new Map();
    if (size(begun) < 2 || !key) return answers;
    const all = [];
    for (const keys of await Promise.all((await partsFrom(manifest, key)).map((one) => wordsIn(manifest, one)))) {
      for (const [under, words] of keys) {
        if (!under.startsWith(key)) continue;
        for (const found of words) if (readings(found.form).some(({ base }) => base.startsWith(begun))) all.push({ under, found });
      }
    }
    all.sort(({ found: a }, { found: b }) => b.articles - a.articles || order(a.form, b.form));
    all.slice(0, MOST_BEGINNINGS).forEach(({ under, found }) => add(answers, nameOf(found, under), found, BEGINNING));
    return answers;
  }
  // The keys near which a word stands that is spelled almost so: its own, and those without, or with others of, its first letters.
  function nearKeys(key) {
    const [first, second, ...letters] = key;
    if (!letters.length) return [key];
    const rest = letters.join('');
    const alike = (letter) => ALIKE.filter((row) => row.includes(letter)).flatMap((row) => [...row]);
    return [key, second + rest, first + rest, second + first + rest,
      ...alike(first).map((other) => other + second + rest), ...alike(second).map((other) => first + other + rest)];
  }
  // Two words without the blank between them, of which the second has the article: شرمالشيخ.
  async function parted(manifest, word) {
    const [, ...both] = /^(.{3,})(ال.{3,})$/u.exec(word) || [];
    const found = await Promise.all(both.map((one) => related(manifest, one)));
    return found.length && found.every(({ size }) => size) ? both.join(' ') : undefined;
  }
  // The word of the archive that is nearest in spelling: of several the most frequent.
  async function nearest(manifest, word) {
    const asked = [...bare(word)];
    const most = (asked.length > 3) + (asked.length > 6); // letters that may be other ones
    if (!most) return undefined;
    const parts = new Set((await Promise.all(nearKeys(keyOf(asked.join(''))).map((one) => partOf(manifest, one)))).filter(Boolean));
    let best = null;
    for (const keys of await Promise.all([...parts].map((one) => wordsIn(manifest, one)))) {
      for (const { form, articles } of [...keys.values()].flat()) {
        if (form[0] === '~') continue;
        const near = [...bare(form)];
        if (Math.abs(near.length - asked.length) > most) continue;
        const far = distance(asked, near);
        if (far > most) continue;
        if (!best || (far - best.far || best.articles - articles || order(form, best.form)) < 0) best = { far, articles, form };
      }
    }
    return best?.form;
  }
  // How many letters are too many, missing, other, or changed places.
  function distance(a, b) {
    let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
        if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[b.length];
  }

  // --- what is asked ---

  const MOST = 16; // things that are looked for at once, and words of a phrase

  // What was typed as what has to be found, each with the words of the archive that answer to it; all their forms; and words that no
  // article has.
  async function want(manifest, query) {
    const wanted = { items: [], forms: new Set(), missing: [] };
    const ofWord = async (word, month) => {
      let answers = await related(manifest, word, month);
      if (!answers.size) answers = await beginning(manifest, word);
      return { asked: [word], words: [answers] };
    };
    // A name or a month in two words: what both stand for, or else the two.
    const ofName = async (name, month, ...words) => {
      const answers = await related(manifest, name, month);
      return answers.size ? { asked: [name], words: [answers] } : Promise.all(words.map((word) => ofWord(word)));
    };
    const inPhrase = async (word, at) => {
      // Each as it is written; what may be written on to the first leaves an article without its alef after ل.
      const afterLam = word.startsWith('ال') ? '|[وف]?لل' + word.slice(2) : '';
      const meant = RegExp(at ? '^' + word + '$' : '^(?:[وف]?[بلك]?' + word + afterLam + ')$');
      return new Map([...await related(manifest, word)].filter(([, { found }]) => meant.test(found.form)));
    };
    const ofPhrase = async (asked) => ({ asked, words: await Promise.all(asked.map(inPhrase)), isPhrase: true });
    const questions = [];
    // Who leaves a blank behind a و means no word of its own.
    const segments = query.split(/["“”„]/).map(formsOf);
    const hasOthers = segments.flat().some((form) => form !== 'و');
    segments.forEach((forms, at) => {
      // A last quotation mark that nothing closes is none.
      if (at % 2 && at + 1 < segments.length && forms.length > 1) return questions.push(() => ofPhrase(forms.slice(0, MOST)));
      const plain = forms.filter((form) => !hasOthers || form !== 'و');
      for (let place = 0; place < plain.length && questions.length < MOST; place += 1) {
        const [word, next] = [plain[place], plain[place + 1]];
        const { month, pair, name } = meanings(manifest, word, next);
        questions.push(() => (name || pair ? ofName(name || '', pair, word, next) : ofWord(word, month)));
        if (name || pair) place += 1;
      }
    });
    for (const item of (await Promise.all(questions.slice(0, MOST).map((ask) => ask()))).flat()) {
      const lacking = item.asked.filter((_, at) => !item.words[at].size);
      wanted.missing.push(...lacking);
      if (item.isPhrase || !lacking.length) wanted.items.push(item);
      const close = item.isPhrase ? [] : [...item.words[0]].filter(([, { weight }]) => weight >= CLOSE);
      if (sumOf(close.map(([, answer]) => answer)) >= ENOUGH) item.words = [new Map(close)];
      for (const answers of item.words) for (const { found } of answers.values()) wanted.forms.add(found.form);
    }
    return wanted;
  }

  // --- articles that have it ---

  const WEIGHTS = [7, 10, 13, 16, 20, 25, 31, 38]; // of the levels, in tenths
  const MANY = 20000; // lists of more articles, of all forms of a word, are read whole only where the best are not enough
  const PAGE = 10; // where the foremost articles are fewer than a page of results, they come before no others
  const BEFORE_ALL = 2 ** 31; // higher than any score of words
  const CLOSE = 80; // what words weigh that are nearly as they were asked for,
  const ENOUGH = 5000; // and articles that have such, from which on other forms would change little
  const PLACES = 2 ** 32; // of an article
  const LARGE = 1000; // articles, among which a word that more than half have need not be there when there are others

  const sumOf = (answers) => answers.reduce((sum, { found }) => sum + found.articles, 0);
  const mostOf = (answers) => Math.max(...answers.map(({ found }) => found.articles));
  // Raises what articles weigh to what a word weighs in those of some lists.
  async function raise(values, weight, lists) {
    for (const { articles, levels } of await Promise.all(lists.map(articlesIn('p')))) {
      for (let at = 0; at < articles.length; at += 1) values[articles[at]] = Math.max(values[articles[at]], weight * WEIGHTS[levels[at]]);
    }
  }
  // What a word weighs in each article.
  async function valuesOfWord(articles, answers) {
    const values = new Uint32Array(articles);
    await Promise.all([...answers.values()].map(({ found, weight }) => raise(values, weight, found.blocks)));
    return { values };
  }
  // The same, where no more than the best `end` have to be right; and how many have it at least, where not all lists were read.
  async function bestOfWord(articles, answers, end) {
    const all = [...answers.values()];
    const foremost = all.flatMap(({ found }) => (found.foremost ? found.foremost.count : []));
    if (sumOf(all) <= MANY || !foremost.length || end > Math.min(...foremost)) return valuesOfWord(articles, answers);
    const values = new Uint32Array(articles);
    for (const weight of [...new Set(all.map((answer) => answer.weight))].sort((a, b) => b - a)) {
      // What is left may weigh so much, and no more.
      if (values.filter((value) => value > weight * WEIGHTS[7]).length >= end) break;
      const those = all.filter((answer) => answer.weight === weight);
      await Promise.all(those.map(({ found }) => raise(values, weight, found.foremost ? [found.foremost] : found.blocks)));
    }
    return { values, atLeast: mostOf(all) };
  }
  // What a phrase weighs in each article.
  async function valuesOfPhrase(articles, words) {
    const values = new Uint32Array(articles);
    const having = new Uint32Array(articles); // words of the phrase, up to the first that an article lacks
    const lists = await Promise.all(words.map((answers) =>
      Promise.all([...answers.values()].flatMap(({ found }) => found.blocks).map(async (block) => ({ block, of: await articlesIn('p')(block) })))));
    lists.forEach((word, at) => word.forEach(({ of }) => of.articles.forEach((article, place) => {
      if (having[article] === at) having[article] += 1;
      values[article] = Math.max(values[article], SAME * WEIGHTS[of.levels[place]]);
    })));
    const hasAll = (article) => having[article] === words.length;
    const places = await Promise.all(lists.map((word) => placesOf(word.filter(({ of }) => of.articles.some(hasAll)))));
    let starts = null; // articles and places where the phrase may begin
    places.forEach((word, at) => {
      if (!word) return;
      const before = starts;
      starts = new Set();
      word.forEach(({ of, found }) => of.articles.forEach((article, place) => {
        if (!hasAll(article)) return;
        for (const one of found[place] || []) {
          const start = article * PLACES + one - at;
          if (one >= at && (!before || before.has(start))) starts.add(start);
        }
      }));
    });
    const begun = starts && new Set([...starts].map((start) => Math.floor(start / PLACES)));
    return { values: values.map((value, article) => (hasAll(article) && (!begun || begun.has(article)) ? value : 0)) };
  }
  // Blocks with the places of their word; nothing for one so common that its places are not kept.
  function placesOf(blocks) {
    return blocks.every(({ block }) => block.places) ? Promise.all(blocks.map(async ({ block, of }) =>
      ({ of, found: decodePlaces(await bytesAt('x', block.places), block.count) }))) : null;
  }
  // Are the lists of a word long, and the foremost articles of one of its forms at hand?
  function isFrequent({ words: [answers], isPhrase }) {
    const all = [...answers.values()];
    return !isPhrase && sumOf(all) > MANY && all.some(({ found }) => found.foremost);
  }
  // What a frequent word weighs in the foremost articles of its frequent forms, and in all of those forms that are as close to it, or closer.
  async function valuesOfForemost(articles, answers) {
    const values = new Uint32Array(articles);
    const all = [...answers.values()];
    const closest = Math.max(...all.filter(({ found }) => found.foremost).map(({ weight }) => weight));
    await Promise.all(all.map(({ found, weight }) =>
      raise(values, weight, found.foremost ? [found.foremost] : weight >= closest ? found.blocks : [])));
    return { values, atLeast: mostOf(all) };
  }
  // Articles with their scores, and how many of the things that are wanted each has.
  function scored(articles, items, all) {
    const scores = new Uint32Array(articles);
    const hits = new Uint8Array(articles);
    all.forEach(({ values, atLeast = 0 }, place) => {
      const having = Math.max(atLeast, values.filter(Boolean).length);
      // How much it says that so few have it, in hundredths.
      const rarity = Math.max(1, Math.floor(Math.log(1 + (articles - having + 0.5) / (having + 0.5)) * 100)) * items[place].words.length;
      for (let at = 0; at < articles; at += 1) {
        if (!values[at]) continue;
        scores[at] += rarity * values[at];
        hits[at] += 1;
      }
    });
    return { scores, hits, needed: items.length };
  }
  // The articles that have what is wanted. `end`: no more than so many of the best are asked for; null where all are.
  async function match(articles, items, end) {
    const isCommon = ({ words, isPhrase }) =>
      !isPhrase && [...words[0].values()].some(({ found }) => 2 * found.articles > articles);
    const leavesCommon = articles >= LARGE && !items.every(isCommon);
    const used = items.filter((item) => !(leavesCommon && isCommon(item)));
    if (end !== null && used.length === 1 && !used[0].isPhrase) {
      const best = await bestOfWord(articles, used[0].words[0], end);
      return { ...scored(articles, used, [best]), atLeast: best.atLeast };
    }
    const values = (of) => Promise.all(used.map(of)).then((all) => scored(articles, used, all));
    const whole = () => values(({ words, isPhrase }) => (isPhrase ? valuesOfPhrase(articles, words) : valuesOfWord(articles, words[0])));
    if (end === null || !used.every(isFrequent)) return whole();
    const foremost = await values(({ words }) => valuesOfForemost(articles, words[0]));
    const count = foremost.hits.filter((hits) => hits === used.length).length;
    // One more than is asked for, so that a reader learns that there are more.
    if (count > Math.max(end, PAGE)) return { ...foremost, atLeast: count };
    const all = await whole();
    // Those come before all others, in their order, so that a later page goes on where one came to an end for which they were enough.
    if (count > PAGE) foremost.hits.forEach((hits, at) => { if (hits === used.length) all.scores[at] = foremost.scores[at] + BEFORE_ALL; });
    return all;
  }

  // --- filters ---

  // The values of a column, each with a list of articles.
  function readColumn(bytes) {
    const reader = new Bytes(bytes);
    const count = reader.number();
    const files = reader.files();
    const values = reader.all(() => {
      const name = utf8.decode(reader.take(reader.number()));
      const [articles, k, file, start, length] = reader.all(() => reader.number(), 5);
      return { name, count: articles, k, file: files[file], start, end: start + length };
    }, count);
    const rest = reader.take(Infinity);
    for (const value of values) if (!value.file) value.here = rest.subarray(value.start, value.end);
    return values;
  }
  async function valuesOf({ columns, years }, column) {
    if (column !== 'year') return Object.hasOwn(columns, column) ? part('f', columns[column][1], readColumn) : [];
    const ofYear = (first, count) => ({ articles: Array.from({ length: count }, (_, at) => first + at) });
    return years.map(([year, first, count]) => ({ name: String(year), decoded: ofYear(first, count) })).reverse();
  }
  // For each column of which values are asked for, whether an article has one.
  function passing(manifest, filter = {}) {
    const asked = Object.entries(filter).map(([column, values]) => [column, [values].flat().filter((value) => value != null).map(String)])
      .filter(([column, values]) => values.length);
    return asked.map(async ([column, names]) => {
      const passes = new Uint8Array(manifest.articles);
      const values = (await valuesOf(manifest, column)).filter(({ name }) => names.includes(name));
      for (const { articles } of await Promise.all(values.map(articlesIn('f')))) for (const article of articles) passes[article] = 1;
      return passes;
    });
  }

  // --- answers ---

  // Articles in order of dates: newer ones have higher numbers, those without a date the lowest.
  function byDate({ years, articles }, list, sort) {
    if (sort !== 'date:asc') return list.reverse();
    const undated = years[0]?.[1] ?? articles;
    return list.filter((article) => article >= undated).concat(list.filter((article) => article < undated));
  }
  // The best `most`, in order. All are seldom asked for, and sorting them takes long.
  function bestOf(list, most, { hits, scores }) {
    const compare = (a, b) => hits[b] - hits[a] || scores[b] - scores[a] || b - a;
    let best = [];
    let last;
    for (const article of list) {
      if (compare(article, last) > 0) continue;
      best.push(article);
      if (best.length < 4 * most + 1000) continue;
      best = best.sort(compare).slice(0, most);
      last = best[most - 1];
    }
    return best.sort(compare).slice(0, most);
  }
  // The articles of a query, of those in order of what they weigh `end`; and how many there are.
  async function find(manifest, wanted, { filter, any }, sort, end) {
    const filters = passing(manifest, filter);
    const { articles } = manifest;
    const isBest = !sort && !filters.length && !(any && wanted.items.length > 1);
    const [matches, ...columns] = await Promise.all([
      wanted.items.length ? match(articles, wanted.items, isBest ? end : null) : null, ...filters]);
    const list = [];
    for (let article = 0; article < articles; article += 1) {
      // Without words, all that the filters let through.
      const has = !matches ? columns.length && !wanted.missing.length : any ? matches.hits[article] : matches.hits[article] === matches.needed;
      if (has && columns.every((passes) => passes[article])) list.push(article);
    }
    const atLeast = matches?.atLeast || 0;
    const total = Math.max(list.length, atLeast);
    return { list: sort || !matches ? byDate(manifest, list, sort) : bestOf(list, end, matches), total, isExact: !atLeast };
  }
  // The query with the nearest word in the place of each that no article has; none where one has none.
  async function correct(manifest, query, missing) {
    const words = wordsOf(query).filter(({ form }) => missing.includes(form));
    const instead = new Map(missing.map((form) => [form, parted(manifest, form).then((both) => both || nearest(manifest, form))]));
    const near = await Promise.all(words.map(({ form }) => instead.get(form)));
    if (!near.every(Boolean)) return undefined;
    // One sign may stand for several words.
    let behind = Infinity;
    return words.reduceRight((text, { start, end }, at) => {
      if (end > behind) return text;
      behind = start;
      return text.slice(0, start) + near[at] + text.slice(end);
    }, query);
  }
  // Folded words of a query as they stand in it, each once.
  function asTyped(forms, query) {
    const typed = wordsOf(query);
    return [...new Set(forms.map((form) => {
      const word = typed.find((one) => one.form === form);
      return word ? query.slice(word.start, word.end) : form;
    }))];
  }
  // A corrected query, with what is new in it as articles write it: the index has words folded, مستشفي for مستشفى.
  function asWritten(corrected, query, hits) {
    const typed = formsOf(query);
    const texts = hits.flatMap(({ title, snippet }) => [title, snippet]);
    return wordsOf(corrected).filter(({ form }) => !typed.includes(form)).reduceRight((text, { form, start, end }) => {
      for (const one of texts) {
        const all = wordsOf(one);
        const found = all.find((word) => word.form === form);
        // A sign that stands for several words says more than the one.
        if (found && all.filter((word) => word.start === found.start).length === 1) return text.slice(0, start) + one.slice(found.start, found.end) + text.slice(end);
      }
      return text;
    }, corrected);
  }
  // What a query asks for, or one that is spelled a little otherwise where no article has a word of it.
  async function understand(manifest, query, any) {
    const wanted = await want(manifest, query);
    const corrected = wanted.missing.length && !any ? await correct(manifest, query, wanted.missing) : undefined;
    return { wanted: corrected ? await want(manifest, corrected) : wanted, corrected, missing: wanted.missing };
  }
  async function searchIn(manifest, query, options) {
    const { any, sort, from = 0, size: most = 10 } = options;
    const { wanted, corrected, missing } = await understand(manifest, query, any);
    const words = asTyped(missing, query);
    const nothing = Object.assign([], { total: 0, isExact: true, words });
    if (wanted.missing.length && !any) return nothing;
    const { list, total, isExact } = await find(manifest, wanted, options, sort, from + most);
    if (corrected && !total) return nothing;
    const hits = [];
    // A browser refuses too many requests at once.
    for (let rest = list.slice(from, from + most); rest.length; rest = rest.slice(AT_ONCE)) {
      hits.push(...await Promise.all(rest.slice(0, AT_ONCE).map((article) => hit(manifest, article, wanted.forms))));
    }
    return Object.assign(hits, { total, isExact, corrected: corrected && asWritten(corrected, query, hits), words });
  }
  async function facetsIn(manifest, query, options, column) {
    const filter = { ...options.filter, [column]: null };
    const { wanted } = await understand(manifest, query, options.any);
    if (wanted.missing.length && !options.any) return [];
    const values = await valuesOf(manifest, column);
    const [{ list }, ...lists] = await Promise.all([
      find(manifest, wanted, { filter, any: options.any }, 'date:desc'), ...values.map(articlesIn('f'))]);
    const found = new Uint8Array(manifest.articles);
    for (const article of list) found[article] = 1;
    return values.map(({ name }, at) => ({ value: name, count: lists[at].articles.filter((article) => found[article]).length }))
      .filter(({ count }) => count).sort((a, b) => b.count - a.count);
  }

  // --- what results show ---

  const FILES = 512; // of texts in a directory
  const LENGTH = 32; // words of an excerpt
  const LEAD = 5; // of them before the first that was asked for
  const AT_ONCE = 100; // results

  // The articles of a file of texts, which is deflated.
  async function readTexts(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const plain = new Uint8Array(await new Response(stream).arrayBuffer());
    return lettersOf(plain).split('\x1E').map((article) => article.split('\x1F'));
  }
  async function hit(manifest, article, forms) {
    const number = Math.floor(article / manifest.in_file);
    const names = await part('r', manifest.texts[Math.floor(number / FILES)], asIs);
    const at = (number % FILES) * 3;
    const name = hex([number >> 16, (number >> 8) & 255, number & 255, ...names.subarray(at, at + 3)]);
    const [path, title, date, dateText, source, section, lang, opening] = (await part('t', name, readTexts))[article % manifest.in_file];
    const titleMarks = markedIn(markedWords(manifest, title, forms), 0);
    const url = root + path.replace(/[%?#\\]/g, encodeURIComponent) + (/[^/]$/.test(path) ? '' : 'index.html');
    return { url, title, titleMarks, lang, date, dateText, source, section, ...excerpt(manifest, opening, forms) };
  }
  // The words of a text, those marked that are of some forms, by themselves or with the next.
  function markedWords(manifest, text, forms) {
    const words = wordsOf(text);
    words.forEach((word, at) => {
      const next = words[at + 1];
      const { month, pair, name } = meanings(manifest, word.form, next?.form);
      if (forms.has(word.form) || forms.has(month)) word.isMarked = true;
      if (forms.has(pair) || forms.has(name)) word.isMarked = next.isMarked = true;
    });
    return words;
  }
  const markedIn = (words, shift) => words.filter(({ isMarked }) => isMarked).map(({ start, end }) => [start + shift, end + shift]);
  // The part of a text in which most different words of those forms stand, or its beginning.
  function excerpt(manifest, text, forms) {
    const words = markedWords(manifest, text, forms);
    let [most, best] = [0, 0];
    words.forEach(({ isMarked }, at) => {
      const behind = isMarked ? words.slice(at, at + LENGTH - LEAD).filter((word) => word.isMarked) : [];
      const different = new Set(behind.map(({ form }) => form)).size;
      if (different > most) [most, best] = [different, at];
    });
    const first = Math.max(0, best - LEAD);
    const last = Math.min(first + LENGTH, words.length);
    const start = first && words[first].start;
    const end = last === words.length ? text.length : words[last - 1].end;
    const lead = start > 0 ? '…' : '';
    return {
      snippet: lead + text.slice(start, end) + (end < text.length ? '…' : ''),
      marks: markedIn(words.slice(first, last), lead.length - start),
    };
  }

  window.warraq = {
    // The articles that a query finds, an array that also says how many there are in all (`total`, or more where not `isExact`), the
    // query that was `corrected` to, and `words` that no article has.
    search: (query, options = {}) => withManifest((manifest) => searchIn(manifest, String(query), options)),
    // How many of them have each value of a column, whatever the filter of that column.
    facets: (query, options, column) => withManifest((manifest) => facetsIn(manifest, String(query), options, column)),
    // How large the archive is.
    ready: () => withManifest(({ articles, years, columns }) => {
      const counts = { year: years.length };
      for (const [column, [count]] of Object.entries(columns)) counts[column] = count;
      return { articles, columns: counts, isSmall: articles <= 5000 };
    }),
    words: formsOf,
    keys: keysOf,
    weights,
  };
})();
