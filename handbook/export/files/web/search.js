"use strict";
// The search of a single exported file: words in, articles out, best first. No network, no storage.
const handbookSearch = (() => {
  const fold = (text, forms) => {
    const plain = text.normalize("NFKC").toLowerCase();
    return (forms ? [...plain].map((sign) => forms.get(sign) || sign).join("") : plain).replace(/[\s\p{P}\p{S}\u200b-\u200f]+/gu, " ").trim();
  };
  const formTable = (text) => new Map((text || "").match(/../gu)?.map((pair) => [...pair]) || []);
  // Texts that were packed at the export (packing.py): numbers of one or two letters stand for signs, and for pairs of numbers.
  const LETTERS = new Map(Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((letter) => !"\"&'<>`".includes(letter))
    .map((letter, at) => [letter, at]));
  const SHORT = 40;
  const unpacker = ({ signs, pairs, sounds }) => {
    const texts = [...new Set(signs + sounds.replace(/[a-z ]/g, ""))]; // each where it stands first
    const read = (packed) => {
      const numbers = [];
      for (let at = 0; at < packed.length; at += 1) {
        const lead = LETTERS.get(packed[at]);
        if (lead < SHORT) { numbers.push(lead); continue; }
        at += 1;
        numbers.push(SHORT + (lead - SHORT) * LETTERS.size + LETTERS.get(packed[at]));
      }
      return numbers;
    };
    const made = read(pairs);
    for (let at = 0; at < made.length; at += 2) texts.push(texts[made[at]] + texts[made[at + 1]]);
    return (packed) => read(packed).map((number) => texts[number]).join("");
  };

  // Letters as syllables, the longest that lets the rest be syllables too; what was begun last may be cut short.
  const inSyllables = (letters, known) => {
    if (letters === "") return [];
    for (let size = Math.min(6, letters.length); size > 0; size -= 1) {
      if (!known.has(letters.slice(0, size))) continue;
      const rest = inSyllables(letters.slice(size), known);
      if (rest !== null) return [letters.slice(0, size), ...rest];
    }
    return letters.length < 6 && [...known.keys()].some((sound) => sound.startsWith(letters)) ? [] : null;
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
  const KINDS = { 排查: 1, 应急: 1.1, 知识: 0.85, 法规: 0.78, 案例: 0.74, 话术: 0.8 };
  const NAMED = { 话术: /话术/, 案例: /案例|判例/, 法规: /法条|条文|法规|条例|依据|第.{1,4}条/, 知识: /知识/ };

  // Cards as they stand in the page -> what `rank` looks in, once all are added. Each: id, kind, name, and asks, which were folded
  // at the export.
  const beginBook = (cards, tables = {}) => {
    const soundTable = new Map(), soundOf = new Map();
    for (const group of (tables.sounds || "").split(" ")) {
      const sound = group.match(/^[a-z]*/)[0];
      const number = soundTable.size + 1;
      if (sound) soundTable.set(sound, number);
      for (const sign of group.slice(sound.length)) soundOf.set(sign, number);
    }
    const names = ["", ...soundTable.keys()];
    const book = {
      cards, names, soundTable, soundOf, forms: formTable(tables.forms), added: 0, units: [],
      postings: new Map(), rarity: new Map(), signs: new Map(), words: new Map(),
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
      if (list === undefined) book.postings.set(part, [unit]);
      else if (list[list.length - 1] !== unit) list.push(unit);
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
  const weighAll = (book) => {
    for (const [part, list] of book.postings) {
      let spread = 0, last = -1;
      for (const each of list) if (book.units[each].place !== last) { spread += 1; last = book.units[each].place; }
      const weight = weigh(part, spread, book.cards.length);
      book.rarity.set(part, weight);
      for (const each of list) book.units[each].weight += weight;
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

  const rank = (query, book) => {
    const text = fold(query.slice(0, 160), book.forms);
    const letters = /^[a-z ]+$/.test(text) ? text.replace(/ /g, "") : "";
    const syllables = letters ? (inSyllables(letters.slice(0, 60), book.soundTable) || []).map((sound) => book.soundTable.get(sound)) : soundsOf(text, book);
    const parts = new Set();
    if (!letters || syllables.length < 2) partsOf(text, book, (part) => parts.add(part));
    heardOf(syllables, (part) => parts.add(part));
    if (parts.size === 0 && letters.length < 2) return [];
    const near = new Map(); // unit -> weight of what it shares with the query
    const met = book.cards.map(() => ({ near: 0, title: 0, asks: 0 }));
    let total = 0;
    for (const part of parts) {
      const weight = book.rarity.get(part) || weigh(part, 0, book.cards.length);
      total += weight;
      const inAsks = new Map();
      for (const unit of book.postings.get(part) || []) {
        near.set(unit, (near.get(unit) || 0) + weight);
        const { place, isTitle } = book.units[unit];
        if (isTitle) met[place].title += weight;
        inAsks.set(place, (inAsks.get(place) || 0) + 1);
      }
      for (const [place, count] of inAsks) met[place].asks += weight * (count / (count + OFTEN));
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
    const hits = [];
    book.cards.forEach((card, place) => {
      const found = met[place];
      let score = found.near + (TITLE * found.title + ASKS * found.asks) / (total || 1);
      score *= NAMED[card.kind] && NAMED[card.kind].test(text) ? 1.25 : KINDS[card.kind] || 0.8;
      if (score > LEAST) hits.push({ card, place, score });
    });
    return hits.sort((a, b) => b.score - a.score || a.place - b.place).map((hit) => hit.card);
  };
  return { fold, unpacker, beginBook, addCard, isMade, makeBook, rank };
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
    if (shown) shown.querySelector("h2").focus({ preventScroll: true });
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
