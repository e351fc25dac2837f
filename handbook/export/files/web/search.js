"use strict";
// The search of a single exported file: words in, articles out, best first. No network, no storage.
const handbookSearch = (() => {
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, "");
  const pairs = (text) => {
    const found = new Set();
    for (let at = 0; at + 1 < text.length; at += 1) found.add(text.slice(at, at + 2));
    return found;
  };
  // How well one term fits one card: title before the words of callers before sounds before the text.
  const fit = (term, card) => {
    if (card.title === term) return 100;
    if (card.title.includes(term)) return 60;
    if (card.asks.some((ask) => ask === term)) return 55;
    if (card.asks.some((ask) => ask.includes(term))) return 40;
    if (/^[a-z]+$/.test(term) && card.sounds.some((sound) => sound.startsWith(term))) return 35;
    if (card.text.includes(term)) return 10;
    if (term.length < 4) return 0;
    const wanted = pairs(term);
    let met = 0;
    for (const pair of wanted) if (card.title.includes(pair) || card.asks.some((ask) => ask.includes(pair))) met += 1;
    return met / wanted.size >= 0.5 ? (20 * met) / wanted.size : 0;
  };
  const rank = (query, cards) => {
    const terms = query.split(/\s+/).map(fold).filter(Boolean);
    if (terms.length === 0) return [];
    const hits = [];
    cards.forEach((card, place) => {
      const fits = terms.map((term) => fit(term, card));
      if (fits.every((score) => score > 0)) {
        hits.push({ card, place, score: fits.reduce((sum, score) => sum + score, 0) });
      }
    });
    return hits.sort((a, b) => b.score - a.score || a.place - b.place).map((hit) => hit.card);
  };
  return { fold, rank };
})();

if (typeof document !== "undefined") {
  const root = document.documentElement;
  const box = document.querySelector("#find input");
  const hits = document.querySelector("#hits");
  const articles = [...document.querySelectorAll("article")];
  let cards = null; // read from the page at the first search
  const read = () => articles.map((article) => ({
    id: article.id,
    kind: article.dataset.kind,
    name: article.dataset.title,
    title: handbookSearch.fold(article.dataset.title),
    asks: (article.dataset.asks || "").split("|").filter(Boolean).map(handbookSearch.fold),
    sounds: (article.dataset.sounds || "").split(" ").filter(Boolean),
    text: handbookSearch.fold(article.textContent),
  }));
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
    cards = cards || read();
    const found = handbookSearch.rank(box.value, cards).slice(0, 30);
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
  if (location.hash) go();
}
