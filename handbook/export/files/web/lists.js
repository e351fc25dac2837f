"use strict";
// The lists of a single exported file: what is ticked, answered and measured stays in this browser and goes nowhere by itself.
// Every page that is opened from a file may read it. So address, phone, account, name and notes are kept in the page alone,
// and what is read back is taken for a stranger's: looked at piece by piece, and written by textContent.
const handbookLists = (() => {
  const PREFIX = "heating-list/";
  const TOLD = "heating-list-told";
  const KEPT = 7 * 24 * 3600 * 1000;
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const NUMBER = /^[-+]?\d{1,5}([.,]\d{1,3})?$/;
  const NAME = /^[a-z0-9][a-z0-9._-]{0,90}$/;
  const MOST = 8000; // bytes of a report: the desk takes 8 KB
  const FACTS = ["地址", "电话", "户号", "姓名"];

  const isText = (value, longest) => typeof value === "string" && value.length <= longest;
  const isTime = (value) => Number.isFinite(value) && value > 0;
  const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  const newId = () => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => ALPHABET[byte & 31]).join("");
  const keyOf = (list) => `${PREFIX}${list.entry}/${list.code}/${list.id}`;
  const splitKey = (key) => {
    const [entry, code, id, ...more] = key.slice(PREFIX.length).split("/");
    const fits = key.startsWith(PREFIX) && NAME.test(entry) && /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(code || "");
    return fits && /^[0-9A-Z]{8}$/.test(id || "") && more.length === 0 ? { entry, code, id } : null;
  };

  const soundStep = (step) =>
    isPlain(step) && NAME.test(step.name) && Number.isInteger(step.number) && isText(step.words, 2000) &&
    isText(step.what, 80) && typeof step.killer === "boolean" && isText(step.unit, 20) && Array.isArray(step.labels) && step.labels.length <= 40 &&
    step.labels.every((label) => isText(label, 400));
  const soundMap = (map, test) => isPlain(map) && Object.entries(map).every(([name, value]) => NAME.test(name) && test(value));
  // The list that stands under a key; null where it is none of ours, damaged, or older than it may get.
  const read = (key, text, now) => {
    const named = splitKey(key);
    if (!named || !isText(text, 200000)) return null;
    let found;
    try { found = JSON.parse(text); } catch { return null; }
    const isSound = isPlain(found) && isText(found.title, 200) && isTime(found.started) && isTime(found.touched) &&
      Array.isArray(found.steps) && found.steps.length <= 300 && found.steps.every(soundStep) &&
      soundMap(found.done, (value) => value === 1) && soundMap(found.answers, (value) => isText(value, 400)) &&
      soundMap(found.values, (value) => typeof value === "string" && NUMBER.test(value));
    if (!isSound || Math.abs(now - found.touched) > KEPT) return null;
    const { title, started, touched, steps, done, answers, values } = found;
    return { ...named, title, started, touched, steps, done, answers, values };
  };
  const keysOf = (store) => {
    const keys = [];
    for (let at = 0; at < store.length; at += 1) keys.push(store.key(at));
    return keys.filter((key) => key !== null && key.startsWith(PREFIX));
  };
  // All that are kept, touched last first; what is too old or damaged is taken away.
  const readAll = (store, now) => {
    const lists = [];
    for (const key of keysOf(store)) {
      const list = read(key, store.getItem(key), now);
      if (list) lists.push(list);
      else store.removeItem(key);
    }
    return lists.sort((a, b) => b.touched - a.touched || (a.id < b.id ? -1 : 1));
  };
  // Whether it stands there: written, and read back the same.
  const save = (store, list) => {
    const { title, started, touched, steps, done, answers, values } = list;
    const text = JSON.stringify({ title, started, touched, steps, done, answers, values });
    try {
      store.setItem(keyOf(list), text);
      return store.getItem(keyOf(list)) === text;
    } catch { return false; }
  };
  const clear = (store) => {
    for (const key of [...keysOf(store), TOLD]) store.removeItem(key);
  };
  // The store of this browser, or null where what is written is not kept.
  const openStore = (of) => {
    try {
      const store = of();
      const key = "heating-list-try", word = newId();
      store.setItem(key, word);
      const isKept = store.getItem(key) === word;
      store.removeItem(key);
      return isKept ? store : null;
    } catch { return null; }
  };

  const isDone = (list, name) => Boolean(list.done[name] || list.answers[name] || list.values[name]);
  const count = (list) => list.steps.filter((step) => isDone(list, step.name)).length;
  const two = (number) => String(number).padStart(2, "0");
  const clock = (time) => { const at = new Date(time); return `${two(at.getHours())}:${two(at.getMinutes())}`; };
  const day = (time) => { const at = new Date(time); return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`; };

  // Four letters over all that is seen of a text: they find a slip in copying, and prove nothing.
  const checkLetters = (text) => {
    let sum = 0x811c9dc5;
    for (const sign of text.replace(/[\p{Z}\p{C}]+/gu, "")) {
      sum ^= sign.codePointAt(0);
      sum = Math.imul(sum, 0x01000193) >>> 0;
    }
    return [0, 5, 10, 15].map((place) => ALPHABET[(sum >>> place) & 31]).join("");
  };
  const oneLine = (text) => text.replace(/\s+/gu, " ").trim();
  const cut = (text, longest) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
  const bytes = (text) => new TextEncoder().encode(text).length;
  // What goes to the desk, in the order of a ticket: who and where, what is known, measured, noted, done, and what is open.
  const report = (list, own) => {
    const facts = own.facts || {}, texts = own.texts || {};
    const named = (step) => `〔${step.name}〕第 ${step.number} 步 `;
    const write = (longest) => {
      const words = (step) => cut(oneLine(step.words), longest);
      const measured = (step) => oneLine(list.values[step.name] || texts[step.name] || "");
      const rows = (head, steps, line) => (steps.length ? [head, ...steps.map((step) => named(step) + line(step))] : []);
      const answered = list.steps.filter((step) => list.answers[step.name]);
      const filled = list.steps.filter((step) => measured(step));
      const ticked = list.steps.filter((step) => list.done[step.name] && !list.answers[step.name] && !measured(step));
      const open = list.steps.filter((step) => !isDone(list, step.name) && !measured(step)).map((step) => step.number);
      const note = oneLine(facts.备注 || "");
      return [
        `现场回报 ${list.code} ${list.id}`,
        list.title,
        `${day(list.started)} ${clock(list.started)} 起，做了 ${list.steps.length - open.length}/${list.steps.length} 步`,
        ...FACTS.filter((name) => oneLine(facts[name] || "")).map((name) => `${name}：${cut(oneLine(facts[name]), 120)}`),
        ...rows("已知", answered, (step) => `${words(step)}：${list.answers[step.name]}`),
        ...rows("测得", filled, (step) => `${step.what || words(step)}：${cut(measured(step), 60)} ${step.unit}`.trim()),
        ...(note ? [`备注：${cut(note, 600)}`] : []),
        ...rows("已做", ticked, words),
        ...(open.length ? [`没做 ${open.length} 步`] : []),
      ].join("\n");
    };
    let text = write(60);
    for (const longest of [30, 16, 8, 4]) if (bytes(text) > MOST) text = write(longest);
    return `${text}\n校对 ${checkLetters(text)}`;
  };
  return { PREFIX, TOLD, KEPT, NUMBER, newId, keyOf, read, readAll, save, clear, openStore, isDone, count, clock, day, checkLetters, report };
})();

if (typeof document !== "undefined" && document.querySelector("#list")) {
  const { NUMBER, TOLD, isDone, count, clock, day } = handbookLists;
  const one = (selector) => document.querySelector(selector);
  const make = (name, text, kind) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };
  const panel = one("#list"), state = one("#list-state"), openLists = one("#open-lists"), told = one("#list-told");
  const result = one("#list-result"), resultText = result.querySelector("textarea"), resultState = result.querySelector("p");
  const facts = [...document.querySelectorAll("[data-fact]")];
  const store = handbookLists.openStore(() => localStorage);
  const tabs = make("div", "", "tabs");
  tabs.setAttribute("role", "group");
  tabs.setAttribute("aria-label", "这一条的几张清单");
  const old = make("section", "", "old");
  const typed = new Map(); // id of a list -> what stays in the page
  let lists = [];
  let article = null, list = null, rows = [];
  let untold = store !== null && store.getItem(TOLD) === null;

  const ownOf = (id) => { if (!typed.has(id)) typed.set(id, { facts: {}, texts: {} }); return typed.get(id); };
  const numberOf = (row) => row.querySelector("label > b").textContent;
  // The rows of a list on the page: [name, box, radios, field]. A box without a name is called by its number; what was ticked
  // before the export is disabled, and no row.
  const rowsOf = (root) => {
    let before = "";
    return [...root.querySelectorAll("h3, .step")].flatMap((row) => {
      if (row.matches("h3")) { before = "site" in row.dataset ? "site." : ""; return []; }
      const box = row.querySelector("input[type=checkbox]");
      return box.disabled ? [] : [{
        name: box.name || `${before}step-${numberOf(row)}`, row, box, radios: [...row.querySelectorAll("input[type=radio]")], field: row.querySelector(".value input"),
      }];
    });
  };
  const labelOf = (radio) => radio.nextSibling.textContent;
  const stepOf = ({ name, row, radios, field }) => ({
    name,
    number: Number(numberOf(row)),
    words: row.querySelector("label").textContent.slice(numberOf(row).length).replace(/ \*$/, ""),
    killer: row.classList.contains("killer"),
    labels: radios.map(labelOf),
    what: field ? field.parentNode.firstChild.textContent.trim() : "",
    unit: field ? field.nextSibling ? field.nextSibling.textContent.trim() : "" : "",
  });
  const fresh = () => {
    const now = Date.now();
    return {
      entry: article.id, code: article.dataset.code, id: handbookLists.newId(), title: article.querySelector("h2 > span").textContent, started: now,
      touched: now, steps: rowsOf(article).map(stepOf), done: {}, answers: {}, values: {},
    };
  };
  const isOld = () => list.code !== article.dataset.code;
  const isKept = (found) => lists.some((other) => other.id === found.id);

  const show = () => { // boxes, answers and numbers as they stand in the list
    const own = ownOf(list.id);
    for (const { name, row, box, radios, field } of rows) {
      box.checked = isDone(list, name) || Boolean(own.texts[name]);
      row.classList.toggle("done", box.checked);
      for (const radio of radios) radio.checked = labelOf(radio) === list.answers[name];
      if (field && document.activeElement !== field) field.value = list.values[name] || own.texts[name] || "";
    }
    for (const field of facts) field.value = own.facts[field.dataset.fact] || "";
  };
  const tell = (words) => {
    state.textContent = `做了 ${count(list)}/${list.steps.length} 步${words ? ` · ${words}` : ""}`;
  };
  const showTabs = () => {
    const others = lists.filter((other) => other.entry === article.id);
    const all = isKept(list) ? others : [list, ...others];
    tabs.textContent = "";
    tabs.hidden = all.length < 2;
    for (const each of all) {
      const where = (ownOf(each.id).facts.地址 || "").trim().slice(0, 12); // known while the page is open
      const words = [`${day(each.started).slice(5)} ${clock(each.started)}`, `${count(each)}/${each.steps.length}`, where];
      const button = make("button", words.filter(Boolean).join(" · "));
      button.type = "button";
      button.setAttribute("aria-pressed", String(each.id === list.id));
      button.addEventListener("click", () => turnTo(each));
      tabs.append(button);
    }
  };
  // An entry that this edition no longer has, or another file brought: its list is gone on with all the same.
  const makeRoom = (kept) => {
    if (document.getElementById(kept.entry)) return;
    const made = make("article"), head = make("h2"), body = make("fieldset");
    made.id = kept.entry;
    made.dataset.code = "";
    head.tabIndex = -1;
    head.append(make("span", kept.title));
    made.append(head, make("p", "这一条不在这个文件里，只有办到一半的清单。", "sub"), body);
    one("main").append(made);
  };
  const showOpen = () => {
    const place = openLists.querySelector("div");
    place.textContent = "";
    openLists.hidden = lists.length === 0;
    for (const each of lists) {
      makeRoom(each);
      const link = make("a");
      link.href = `#${each.entry}`;
      link.append(make("span", `${count(each)}/${each.steps.length}`, "kind"), `${each.title} · ${day(each.started).slice(5)} ${clock(each.started)}`);
      link.addEventListener("click", () => { wanted = each.id; });
      place.append(link);
    }
  };
  let wanted = "";

  const keep = () => {
    list.touched = Date.now();
    const isSaved = handbookLists.save(store, list);
    lists = handbookLists.readAll(store, Date.now());
    tell(isSaved ? `已保存 ${clock(list.touched)}` : "没有存上：浏览器的存储满了或不让存。先别关这一页，导出结果");
    state.classList.toggle("grave", !isSaved);
    showTabs();
    showOpen();
    if (isSaved && untold) told.hidden = false;
  };
  const act = (name, change) => {
    change(ownOf(list.id));
    show();
    keep();
  };
  const onBox = (row) => act(row.name, (own) => {
    if (row.box.checked) { list.done[row.name] = 1; return; }
    for (const map of [list.done, list.answers, list.values, own.texts]) delete map[row.name];
  });
  const onRadio = (row, radio) => act(row.name, () => { list.done[row.name] = 1; list.answers[row.name] = labelOf(radio); });
  const onField = (row) => act(row.name, (own) => {
    const text = row.field.value.trim(), isNumber = row.field.type === "number";
    const map = isNumber && NUMBER.test(text) ? list.values : own.texts;
    for (const each of [list.values, own.texts]) delete each[row.name];
    if (text) { map[row.name] = text; list.done[row.name] = 1; }
    else if (!list.answers[row.name]) delete list.done[row.name];
  });
  const wire = (root) => {
    const found = rowsOf(root);
    if (root.dataset.wired) return found;
    root.dataset.wired = "1";
    for (const row of found) {
      row.box.addEventListener("change", () => onBox(row));
      row.radios.forEach((radio) => {
        radio.name = `${root.id}/${row.name}`;
        radio.addEventListener("change", () => onRadio(row, radio));
      });
      if (row.radios.length) {
        const choices = row.radios[0].closest("div");
        choices.setAttribute("role", "radiogroup");
        choices.setAttribute("aria-label", stepOf(row).words);
      }
      if (row.field) row.field.addEventListener("input", () => onField(row)); // at once: a tab may be dropped before the field is left
    }
    return found;
  };
  // A list of another edition of this file, in the words that it had when it was begun.
  const drawOld = () => {
    old.textContent = "";
    delete old.dataset.wired;
    old.id = `old-${list.id}`;
    old.append(make("h3", "按旧版办的清单"), make("p", `这张是按旧版（现行码 ${list.code}）办的，照旧版的步骤接着办。${article.dataset.code ? "新版的内容在下面。" : ""}`, "small"));
    for (const step of list.steps) {
      const row = make("div", "", step.killer ? "step killer" : "step"), label = make("label"), box = make("input"), below = make("div", "", "more");
      box.type = "checkbox";
      box.name = step.name;
      label.append(box, make("b", String(step.number)), step.words);
      const choices = make("div");
      for (const words of step.labels) {
        const choice = make("p"), inner = make("label"), radio = make("input");
        radio.type = "radio";
        inner.append(radio, words);
        choice.append(inner);
        choices.append(choice);
      }
      if (step.labels.length) below.append(choices);
      if (step.what) {
        const value = make("label", "", "value"), field = make("input");
        field.type = step.unit ? "number" : "text";
        if (step.unit) field.step = "any";
        field.autocomplete = "off";
        value.append(`${step.what} `, field, ` ${step.unit}`);
        below.append(value);
      }
      row.append(label, below);
      old.append(row);
    }
  };
  const turnTo = (next) => {
    list = next;
    article.classList.toggle("behind", isOld());
    old.remove();
    if (isOld()) {
      drawOld();
      article.querySelector("fieldset").before(old);
    }
    rows = wire(isOld() ? old : article);
    result.hidden = true;
    state.classList.remove("grave");
    show();
    tell(isKept(list) ? `已保存 ${clock(list.touched)}` : "");
    showTabs();
  };
  const open = () => {
    const next = one("article.open[data-code]");
    panel.hidden = one("#list-bar").hidden = next === null || store === null;
    if (panel.hidden) { article = null; return; }
    article = next;
    article.querySelector("fieldset").disabled = false;
    article.querySelector(".sub").after(tabs);
    const own = lists.filter((each) => each.entry === article.id);
    // Work that was begun stands first, whatever edition it was begun in.
    turnTo(own.find((each) => each.id === wanted) || own[0] || fresh());
    wanted = "";
  };
  const again = () => { // another page of this file may have ticked or cleared
    lists = handbookLists.readAll(store, Date.now());
    showOpen();
    if (article === null) return;
    const same = lists.find((each) => each.id === list.id);
    if (same) { list = same; show(); tell(`已保存 ${clock(list.touched)}`); showTabs(); } else if (count(list)) turnTo(fresh());
  };
  const pressTwice = (button, words, act_) => { // what cannot be taken back is asked for twice
    const before = button.textContent;
    let timer = 0;
    button.addEventListener("click", () => {
      clearTimeout(timer);
      const isSure = button.textContent === words;
      button.textContent = isSure ? before : words;
      if (isSure) act_();
      else timer = setTimeout(() => { button.textContent = before; }, 5000);
    });
  };
  const showResult = (words, isSelected) => {
    result.hidden = false;
    resultState.textContent = words;
    resultState.scrollIntoView({ block: "center" });
    if (!isSelected) return;
    resultText.focus();
    resultText.select();
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      showResult("已复制，到聊天窗口里粘贴。", false);
    } catch { showResult("没能自动复制。下面的文字已选中，请复制后粘贴。", true); }
  };
  const send = async () => {
    const text = handbookLists.report(list, ownOf(list.id));
    resultText.value = text;
    if (typeof navigator.share !== "function") { await copy(text); return; }
    try {
      await navigator.share({ text });
      showResult("已交给所选的程序。没发出去的话，下面还有。", false);
    } catch (error) {
      if (error.name === "AbortError") showResult("没有发出去。下面的文字已选中，也可以自己复制。", true);
      else await copy(text);
    }
  };

  if (store !== null) {
    one("#no-lists").remove();
    lists = handbookLists.readAll(store, Date.now());
    showOpen();
    document.addEventListener("article-shown", open);
    addEventListener("storage", again);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
    for (const field of facts) field.addEventListener("input", () => {
      ownOf(list.id).facts[field.dataset.fact] = field.value;
      showTabs();
    });
    one("#list-out").addEventListener("click", send);
    one("#list-new").addEventListener("click", () => { turnTo(fresh()); scrollTo(0, 0); });
    pressTwice(one("#list-drop"), "再按一次，清除这张", () => {
      store.removeItem(handbookLists.keyOf(list));
      typed.delete(list.id);
      lists = handbookLists.readAll(store, Date.now());
      showOpen();
      turnTo(lists.find((each) => each.entry === article.id) || fresh());
    });
    pressTwice(openLists.querySelector("button"), "再按一次，全部清除", () => {
      handbookLists.clear(store);
      typed.clear();
      again();
    });
    told.querySelector("button").addEventListener("click", () => {
      untold = false;
      told.hidden = true;
      try { store.setItem(TOLD, "1"); } catch { /* it is said again next time */ }
    });
    // The address may name an entry that only a list has brought.
    if (location.hash && one("article.open") === null) dispatchEvent(new Event("hashchange"));
    else open();
  }
}
