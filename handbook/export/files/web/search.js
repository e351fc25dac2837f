"use strict";
// The search of a single exported file: words in, articles out, best first. No network, no storage.
const handbookSearch = (() => {
  const plainForms = (text, forms) => {
    const plain = text.normalize("NFKC").toLowerCase();
    return forms ? [...plain].map((sign) => forms.get(sign) || sign).join("") : plain;
  };
  const fold = (text, forms) => plainForms(text, forms).replace(/[\s\p{P}\p{S}\u200b-\u200f]+/gu, " ").trim();
  const formTable = (text) => new Map(((text || "").match(/../gu) || []).map((pair) => [...pair]));
  // Texts that were packed at the export (packing.py): numbers of one to three letters stand for signs, and for pairs of numbers.
  const LETTERS = new Map(Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((letter) => !"\u0022&<>".includes(letter))
    .map((letter, at) => [letter, at]));
  const SHORT = 42, TWO = SHORT + (LETTERS.size - SHORT - 1) * LETTERS.size;
  const unpacker = ({ signs, pairs, sounds }) => {
    const texts = [...new Set(signs + sounds.replace(/[a-z ]/g, ""))]; // each where it stands first
    const read = (packed) => {
      const numbers = [];
      for (let at = 0; at < packed.length; at += 1) {
        let number = LETTERS.get(packed[at]);
        const more = number < SHORT ? 0 : number < LETTERS.size - 1 ? 1 : 2;
        if (more === 1) number = SHORT + (number - SHORT) * LETTERS.size + LETTERS.get(packed[at + 1]);
        if (more === 2) number = TWO + LETTERS.get(packed[at + 1]) * LETTERS.size + LETTERS.get(packed[at + 2]);
        numbers.push(number);
        at += more;
      }
      return numbers;
    };
    const made = read(pairs);
    for (let at = 0; at < made.length; at += 2) texts.push(texts[made[at]] + texts[made[at + 1]]);
    return (packed) => read(packed).map((number) => texts[number]).join("");
  };

  // What reads as danger to life (danger.py, which came with the file); engines of before 2018 cannot look behind.
  const dangerReader = (pattern) => {
    try { return new RegExp(pattern); } catch { return new RegExp(pattern.replace(/\(\?<[!=][^)]*\)/g, "")); }
  };

  // A syllable as those type it who speak zh and z, n and l, ing and in alike.
  const blurred = (sound) => sound.replace(/^([zcs])h/, "$1").replace(/^n/, "l").replace(/([aei])ng$/, "$1n");
  // Letters as blurred syllables, the longest that let the rest be syllables too; what was begun last may be cut short.
  const inSyllables = (letters, known) => {
    if (letters === "") return [];
    for (let size = Math.min(6, letters.length); size > 0; size -= 1) {
      const sound = blurred(letters.slice(0, size));
      if (!known.has(sound)) continue;
      const rest = inSyllables(letters.slice(size), known);
      if (rest !== null) return [sound, ...rest];
    }
    return letters.length < 6 && [...known.keys()].some((sound) => sound.startsWith(blurred(letters))) ? [] : null;
  };

  // What a text is made of, as small numbers: single signs, neighbouring pairs, words of letters or digits, neighbouring sounds.
  const PAIR = 4096, WORD = 1 << 25, HEARD = 1 << 26, MOST_SOUNDS = 512;
  const numberOf = (table, key, most) => {
    let number = table.get(key);
    if (number === undefined) { number = Math.min(table.size + 1, most); table.set(key, number); }
    return number;
  };
  const partsOf = (text, book, take) => {
    let before = 0, word = "";
    for (let at = 0; at <= text.length; at += 1) {
      const code = at < text.length ? text.charCodeAt(at) : 32;
      const isLetter = code > 96 && code < 123, isDigit = (code > 47 && code < 58) || code === 46;
      if (word && !(isLetter && word.charCodeAt(0) > 96) && !(isDigit && word.charCodeAt(0) < 58)) {
        take(WORD + numberOf(book.words, word, WORD - 1));
        word = "";
      }
      if (isLetter || isDigit) { word += text[at]; before = 0; continue; }
      if (code === 32) { before = 0; continue; }
      const number = numberOf(book.signs, code, PAIR - 1);
      take(number);
      if (before) take(before * PAIR + number);
      before = number;
    }
  };
  const heardOf = (sounds, take) => {
    for (let at = 1; at < sounds.length; at += 1) take(HEARD + sounds[at - 1] * MOST_SOUNDS + sounds[at]);
  };
  const soundsOf = (text, book) => {
    const found = [];
    for (const sign of text) { const sound = book.soundOf.get(sign); if (sound) found.push(sound); }
    return found;
  };

  // What a title, all the ways of asking together, a single sign and a sound count beside the nearest way of asking: found by trial
  // on the halves of the query lists that may be looked at.
  const TITLE = 1.5, ASKS = 3.7, SINGLE = 1.6, SOUND = 0.9, OFTEN = 1.3, LENGTH = 0.8, LEAST = 0.25;
  // How likely callers of an entry speak so, as the program counts it (likelihood.py), is of signs and of pairs and words:
  // what each tells, and how often one is taken to stand where it does not. From so many pairs on it counts for so much.
  const TOLD = [1, 0.8], UNSEEN = [0.4, 0.2], TOLD_FROM = 3, LIKELY = 4;
  const DANGER = 1.4; // an emergency card, where danger to life is spoken of: it outranks the trifle that fits as well
  const KINDS = { 排查: 1, 应急: 1.1, 知识: 0.85, 法规: 0.78, 案例: 0.74, 话术: 0.8 };
  const NAMED = { 话术: /话术/, 案例: /案例|判例/, 法规: /法条|条文|法规|条例|依据|第.{1,4}条/, 知识: /知识/ };

  // Cards as they stand in the page -> what `rank` looks in, once all are added. Each: id, kind, name, and asks, which were folded
  // at the export.
  const beginBook = (cards, tables = {}) => {
    const soundTable = new Map(), soundOf = new Map(), alike = new Map(); // alike: a blurred sound -> the numbers of all that it may be
    for (const group of (tables.sounds || "").split(" ")) {
      const sound = group.match(/^[a-z]*/)[0];
      const number = soundTable.size + 1;
      if (sound) {
        soundTable.set(sound, number);
        alike.set(blurred(sound), [...(alike.get(blurred(sound)) || []), number]);
      }
      for (const sign of group.slice(sound.length)) soundOf.set(sign, number);
    }
    const names = ["", ...soundTable.keys()];
    const book = {
      cards, names, soundOf, alike, forms: formTable(tables.forms), danger: dangerReader(tables.danger || "^\\b$"), added: 0, units: [],
      postings: new Map(), rarity: new Map(), signs: new Map(), words: new Map(),
      // Of signs, and of pairs and words: how many there are, where they stand, in all and in each card, and how often unseen.
      kinds: [0, 0], places: [0, 0], held: [0, 1].map(() => cards.map(() => 0)), unseen: [0, 0],
    };
    return book;
  };
  // One more card; `isMade` once all are in.
  const addCard = (book) => {
    const place = book.added;
    const card = book.cards[place];
    let unit = 0;
    const take = (part) => {
      const list = book.postings.get(part);
      if (list !== undefined && list[list.length - 1] === unit) return;
      if (list === undefined) book.postings.set(part, [unit]);
      else list.push(unit);
      if (part >= HEARD) return;
      const sort = sortOf(part);
      if (list === undefined) book.kinds[sort] += 1;
      book.places[sort] += 1;
      book.held[sort][place] += 1;
    };
    [fold(card.name), ...card.asks.split("|").filter(Boolean)].forEach((text, at) => {
      const heard = soundsOf(text, book);
      unit = book.units.length;
      book.units.push({ place, text, letters: heard.map((sound) => book.names[sound][0]).join(""), isTitle: at === 0, weight: 0 });
      partsOf(text, book, take);
      heardOf(heard, take);
    });
    book.added += 1;
    if (book.added === book.cards.length) weighAll(book);
  };
  const sortOf = (part) => (part < PAIR ? 0 : 1);
  // How often a part is taken to stand where it does not: more for a frequent one, by the root of how frequent it is.
  const unseenOf = (part, list, book) => {
    const sort = sortOf(part);
    return UNSEEN[sort] * Math.sqrt(list.length * book.kinds[sort] / book.places[sort]);
  };
  const spreadOf = (list, book) => { // the number of cards, of units that stand in the order of the cards
    let spread = 0, last = -1;
    for (const each of list) if (book.units[each].place !== last) { spread += 1; last = book.units[each].place; }
    return spread;
  };
  const weighAll = (book) => {
    for (const [part, list] of book.postings) {
      const weight = weigh(part, spreadOf(list, book), book.cards.length);
      book.rarity.set(part, weight);
      for (const each of list) book.units[each].weight += weight;
      if (part < HEARD) book.unseen[sortOf(part)] += unseenOf(part, list, book);
    }
  };
  const isMade = (book) => book.added === book.cards.length;
  const makeBook = (cards, tables) => {
    const book = beginBook(cards, tables);
    while (!isMade(book)) addCard(book);
    return book;
  };
  const weigh = (part, spread, size) => {
    const share = part >= HEARD ? SOUND : part < PAIR ? SINGLE : 1;
    return (Math.log(1 + size / Math.max(spread, 2)) * share) ** 2;
  };

  // How well letters fit the sounds of a unit, whole or by their first letters: srxl, shangrexialiang.
  const heardFit = (letters, unit, book) => {
    if (unit.spoken === undefined) unit.spoken = soundsOf(unit.text, book).map((sound) => book.names[sound]).join("");
    if (unit.letters === letters || unit.spoken === letters) return 2;
    if (unit.letters.startsWith(letters)) return 1 + letters.length / unit.letters.length;
    if (unit.spoken.startsWith(letters)) return 1 + letters.length / unit.spoken.length;
    if (letters.length > 3 && unit.letters.includes(letters)) return 0.5 + letters.length / unit.letters.length;
    return letters.length > 3 && unit.spoken.includes(letters) ? 0.5 + letters.length / unit.spoken.length : 0;
  };

  // What was typed in letters -> its neighbouring sounds, each with all units where it may stand.
  const heardParts = (sounds, book) => {
    const found = [];
    for (let at = 1; at < sounds.length; at += 1) {
      const units = new Set();
      for (const left of book.alike.get(sounds[at - 1])) {
        for (const right of book.alike.get(sounds[at])) {
          for (const unit of book.postings.get(HEARD + left * MOST_SOUNDS + right) || []) units.add(unit);
        }
      }
      const list = [...units].sort((a, b) => a - b);
      found.push({ part: HEARD, list, weight: weigh(HEARD, spreadOf(list, book), book.cards.length) });
    }
    return found;
  };
  // A query -> its parts, each with the units where it stands and what it counts.
  const partsAsked = (text, letters, book) => {
    const syllables = letters ? inSyllables(letters.slice(0, 60), book.alike) || [] : [];
    const parts = new Set();
    if (syllables.length < 2) partsOf(text, book, (part) => parts.add(part));
    if (!letters) heardOf(soundsOf(text, book), (part) => parts.add(part));
    const found = [...parts].map((part) => ({
      part, list: book.postings.get(part) || [], weight: book.rarity.get(part) || weigh(part, 0, book.cards.length),
    }));
    return [...found, ...heardParts(syllables, book)];
  };

  // How nearly each card gives the parts as the likeliest does, 0-1, by what they gained it and what any part takes off it.
  const closeness = (gained, counts, book) => {
    const total = gained.map((gain, place) => gain - [0, 1].reduce(
      (sum, sort) => sum + counts[sort] * TOLD[sort] * Math.log(book.held[sort][place] + Math.max(1, book.unseen[sort])), 0,
    ));
    const most = Math.max(...total);
    return total.map((each) => Math.max(0, 1 + (each - most) / (counts[0] + counts[1])));
  };

  const rank = (query, book) => {
    const typed = query.slice(0, 160);
    const text = fold(typed, book.forms);
    const letters = /^[a-z ]+$/.test(text) ? text.replace(/ /g, "") : "";
    const asked = partsAsked(text, letters, book);
    if (asked.length === 0 && letters.length < 2) return [];
    const near = new Map(); // unit -> weight of what it shares with the query
    const met = book.cards.map(() => ({ near: 0, title: 0, asks: 0 }));
    const gained = book.cards.map(() => 0), counts = [0, 0];
    let total = 0, pairs = 0;
    for (const { part, list, weight } of asked) {
      total += weight;
      const inAsks = new Map();
      for (const unit of list) {
        near.set(unit, (near.get(unit) || 0) + weight);
        const { place, isTitle } = book.units[unit];
        if (isTitle) met[place].title += weight;
        inAsks.set(place, (inAsks.get(place) || 0) + 1);
      }
      const tells = part < HEARD && list.length > 0, sort = sortOf(part), unseen = tells ? unseenOf(part, list, book) : 0;
      if (tells) counts[sort] += 1;
      if (tells && sort === 1) pairs += 1;
      for (const [place, count] of inAsks) {
        met[place].asks += weight * (count / (count + OFTEN));
        if (tells) gained[place] += TOLD[sort] * Math.log1p(count / unseen);
      }
    }
    for (const [unit, weight] of near) {
      const { place, weight: own, text: words } = book.units[unit];
      const fit = words === text ? 1.6 : weight / (total ** (1 - LENGTH) * own ** LENGTH);
      if (fit > met[place].near) met[place].near = fit;
    }
    if (letters.length > 1) {
      for (const unit of book.units) {
        const fit = heardFit(letters, unit, book);
        if (fit > met[unit.place].near) met[unit.place].near = fit;
      }
    }
    const close = pairs >= TOLD_FROM ? closeness(gained, counts, book) : null;
    const isDanger = book.danger.test(plainForms(typed, book.forms));
    const hits = [];
    book.cards.forEach((card, place) => {
      const found = met[place];
      let factor = NAMED[card.kind] && NAMED[card.kind].test(text) ? 1.25 : KINDS[card.kind] || 0.8;
      if (isDanger && card.kind === "应急") factor *= DANGER;
      const fit = (found.near + (TITLE * found.title + ASKS * found.asks) / (total || 1)) * factor;
      // Likelihood orders what was found; it finds nothing by itself.
      if (fit > LEAST) hits.push({ card, place, score: fit + (close ? LIKELY * close[place] * factor : 0) });
    });
    return hits.sort((a, b) => b.score - a.score || a.place - b.place).map((hit) => hit.card);
  };
  return { fold, plainForms, formTable, dangerReader, unpacker, beginBook, addCard, isMade, makeBook, rank };
})();

if (typeof document !== "undefined") {
  const root = document.documentElement;
  const box = document.querySelector("#find input");
  const hits = document.querySelector("#hits");
  const articles = [...document.querySelectorAll("article")];
  let book = null; // made of the page when nobody waits, at the latest at the first search
  const begin = () => {
    const tables = document.querySelector("main").dataset;
    const unpack = handbookSearch.unpacker(tables);
    const cards = articles.map((article) => ({
      id: article.id, kind: article.dataset.kind, name: article.querySelector("h2 > span").textContent, asks: unpack(article.dataset.asks || ""),
    }));
    return handbookSearch.beginBook(cards, tables);
  };
  const read = () => {
    book = book || begin();
    while (!handbookSearch.isMade(book)) handbookSearch.addCard(book);
    return book;
  };
  const isReady = () => book !== null && handbookSearch.isMade(book);
  const readOn = () => { // a little at a time, so that whoever reads or types meanwhile does not wait
    const end = performance.now() + 20;
    book = book || begin();
    while (!isReady() && performance.now() < end) handbookSearch.addCard(book);
    if (!isReady()) setTimeout(readOn, 0);
    else if (box.value.trim()) search();
  };
  // What no title and no way of asking has may stand in a text.
  const inTexts = (words) => {
    const wanted = handbookSearch.fold(words, book.forms).replace(/ /g, "");
    if (wanted.length < 2) return [];
    return book.cards.filter((card, place) => articles[place].textContent.replace(/\s/g, "").toLowerCase().includes(wanted));
  };
  const show = (id) => {
    const all = [...document.querySelectorAll("article")]; // the lists may have brought some since
    all.forEach((article) => article.classList.toggle("open", article.id === id));
    const shown = all.find((article) => article.id === id);
    root.classList.toggle("reading", shown !== undefined);
    if (shown) {
      shown.querySelector("h2").tabIndex = -1;
      shown.querySelector("h2").focus({ preventScroll: true });
    }
    document.dispatchEvent(new CustomEvent("article-shown"));
  };
  const search = () => {
    root.classList.toggle("finding", box.value.trim() !== "");
    if (!isReady()) { hits.textContent = "正在准备查找，马上就好。"; return; }
    let found = handbookSearch.rank(box.value, book).slice(0, 30);
    if (found.length === 0) found = inTexts(box.value).slice(0, 30);
    hits.textContent = "";
    for (const card of found) {
      const link = document.createElement("a");
      const kind = document.createElement("span");
      link.href = `#${card.id}`;
      kind.className = "kind";
      kind.textContent = card.kind;
      link.append(kind, card.name);
      hits.append(link);
    }
    if (box.value.trim() && found.length === 0) {
      const none = document.createElement("p");
      none.textContent = "没有找到。换个说法，或少打几个字。";
      hits.append(none);
    }
  };
  const go = () => {
    box.value = "";
    root.classList.remove("finding");
    hits.textContent = "";
    show(decodeURIComponent(location.hash.slice(1)));
    scrollTo(0, 0);
  };
  box.addEventListener("input", (event) => { if (!event.isComposing) search(); });
  box.addEventListener("compositionend", search);
  document.querySelector("#find").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isReady()) { read(); search(); }
    const first = hits.querySelector("a");
    if (first) location.hash = first.hash;
  });
  hits.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && link.hash === location.hash) go();
  });
  // By keyboard: / to the search, arrows through what was found, Esc back to the contents.
  addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const at = document.activeElement;
    const isTyping = at.matches("input:not([type=checkbox]):not([type=radio]), textarea");
    if (event.key === "/" && !isTyping) { event.preventDefault(); box.focus(); box.select(); }
    if (event.key === "Escape" && (at === box || !isTyping)) { location.hash = ""; go(); box.focus(); }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...document.querySelectorAll(root.classList.contains("finding") ? "#hits a" : "nav a")];
    const from = at === box ? -1 : links.indexOf(at);
    if (links.length === 0 || (at !== box && from < 0) || root.matches(".reading:not(.finding)")) return;
    event.preventDefault();
    const next = event.key === "ArrowDown" ? from + 1 : from - 1;
    (next < 0 ? box : links[Math.min(next, links.length - 1)]).focus();
  });
  document.querySelector("#home").addEventListener("click", () => { location.hash = ""; go(); });
  addEventListener("hashchange", go);
  setTimeout(readOn, 0);
  if (location.hash) go();
}
