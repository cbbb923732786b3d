"use strict";
(() => {
  const one = (wanted, from = document) => from.querySelector(wanted);
  const all = (wanted, from = document) => [...from.querySelectorAll(wanted)];
  const EPOCH = 719163; // the day number of 1 January 1970
  const FLAT = /[\u0300-\u036f'’‘ʻʼ`´.]/g;
  const fold = (text) => text.normalize("NFKD").replace(FLAT, "").toLowerCase().replace(/\s+/g, " ").trim();
  const toDay = (text) => (text ? Date.parse(text + "T00:00:00Z") / 864e5 + EPOCH : null);
  const toText = (day) => new Date((day - EPOCH) * 864e5).toISOString().slice(0, 10);

  const form = one("form");
  const found = one(".found");
  const svg = one(".over-time svg");
  const bars = all(".over-time g").map((group) => {
    const [first, last] = group.dataset.d.split(" ").map(Number);
    const now = one(".now", group);
    const height = Number(now.getAttribute("height"));
    return { group, first, last, now, height, foot: height + Number(now.getAttribute("y")), count: 0 };
  });
  const names = all(".cast [data-a]");
  const events = all("article").map((element) => {
    const data = element.dataset;
    const days = data.d ? data.d.split(" ").map(Number) : null;
    const actors = data.a ? data.a.split(" ").map(Number) : [];
    return { element, days, actors, type: data.t, sources: Number(data.s), spans: "x" in data, bin: data.b, words: null };
  });
  for (const event of events) if (event.bin !== undefined) bars[event.bin].count += 1;
  const folded = names.map((name) => fold(name.textContent));
  const byElement = new Map(events.map((event) => [event.element, event]));
  const sections = all("main section").map((element) => ({ element, articles: all("article", element) }));

  // The same reading as on the command line: a coarse date must lie within, a period must meet what is asked for.
  function inTime(event, from, to) {
    if (from === null && to === null) return true;
    if (!event.days) return false;
    const [first, last] = event.days;
    const start = from === null || (event.spans ? last : first) >= from;
    return start && (to === null || (event.spans ? first : last) <= to);
  }

  function wanted() {
    const field = (name) => form.elements[name].value.trim();
    const terms = fold(field("words")).split(" ").filter(Boolean);
    const actor = fold(field("actor"));
    const exact = folded.indexOf(actor);
    const cast = new Set(exact >= 0 ? [exact] : folded.flatMap((name, at) => (name.includes(actor) ? [at] : [])));
    const type = field("type");
    const least = Number(field("sources")) || 0;
    const from = toDay(field("from"));
    const to = toDay(field("to"));
    const narrow = terms.length || actor || type || least > 1 || from !== null || to !== null;
    const says = (event) => {
      event.words ??= fold(event.element.textContent);
      return terms.every((term) => event.words.includes(term));
    };
    const picks = (event) =>
      (!type || event.type === type) && event.sources >= least && inTime(event, from, to) &&
      (!actor || event.actors.some((number) => cast.has(number))) && (!terms.length || says(event));
    return { narrow, picks, exact: actor ? exact : -1, from, to };
  }

  function apply() {
    const asked = wanted();
    const counts = bars.map(() => 0);
    let shown = 0;
    for (const event of events) {
      const kept = asked.picks(event);
      event.element.hidden = !kept;
      shown += kept;
      if (kept && event.bin !== undefined) counts[event.bin] += 1;
    }
    for (const section of sections) section.element.hidden = section.articles.every((article) => article.hidden);
    found.textContent = asked.narrow ? `${shown} of ${events.length} events` : "";
    names.forEach((name, at) => name.toggleAttribute("aria-current", at === asked.exact));
    draw(counts, asked);
  }

  function draw(counts, asked) {
    const bounded = asked.from !== null || asked.to !== null;
    bars.forEach((bar, at) => {
      const high = bar.count ? (bar.height * counts[at]) / bar.count : 0;
      bar.now.setAttribute("height", high);
      bar.now.setAttribute("y", bar.foot - high);
      const chosen = bounded && bar.last >= (asked.from ?? -Infinity) && bar.first <= (asked.to ?? Infinity);
      bar.group.classList.toggle("chosen", chosen);
    });
  }

  // A change while typing waits a moment, so that long timelines do not stutter.
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, events.length > 500 ? 150 : 0);
  };
  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.addEventListener("reset", () => setTimeout(apply));

  function chooseActor(number) {
    const name = names[number].textContent;
    form.elements.actor.value = form.elements.actor.value === name ? "" : name;
    apply();
    const rest = visible();
    if (rest.length) rest[0].closest("section").scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("click", (event) => {
    const name = event.target.closest("a[data-a]");
    if (!name || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    chooseActor(Number(name.dataset.a));
  });

  // The chart: drag over bars, or the arrow keys, Shift to widen.
  let anchor = null;
  let head = null;
  function choose(from, to) {
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    form.elements.from.value = toText(bars[low].first);
    form.elements.to.value = toText(bars[high].last);
    apply();
  }
  function under(event) {
    const box = svg.getBoundingClientRect();
    const at = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    return Math.max(0, Math.min(bars.length - 1, at));
  }
  function clearPeriod() {
    anchor = head = null;
    form.elements.from.value = form.elements.to.value = "";
    apply();
  }
  function chartKeys(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = head === null ? (step > 0 ? 0 : bars.length - 1) : Math.max(0, Math.min(bars.length - 1, head + step));
    head = next;
    if (!event.shiftKey || anchor === null) anchor = next;
    choose(anchor, head);
  }
  if (svg) {
    svg.setAttribute("tabindex", "0");
    svg.setAttribute("role", "application");
    svg.setAttribute("aria-label", "Events over time: the arrow keys choose a period, with Shift they widen it");
    let dragging = false;
    svg.addEventListener("pointerdown", (event) => {
      const at = under(event);
      const same = anchor === at && head === at;
      if (same) { clearPeriod(); return; }
      dragging = true;
      svg.setPointerCapture(event.pointerId);
      choose(anchor = head = at, at);
    });
    svg.addEventListener("pointermove", (event) => {
      if (!dragging || under(event) === head) return;
      choose(anchor, (head = under(event)));
    });
    for (const name of ["pointerup", "pointercancel"]) svg.addEventListener(name, () => { dragging = false; });
    svg.addEventListener("keydown", chartKeys);
  }

  // Deep links: the event shows even where filters hide it, with its sentences.
  const visible = () => events.filter((event) => !event.element.hidden).map((event) => event.element);
  function arrive() {
    const target = location.hash.startsWith("#e-") && document.getElementById(location.hash.slice(1));
    if (!target || !byElement.has(target)) return;
    if (target.hidden) { form.reset(); setTimeout(() => { apply(); go(target); }); return; }
    go(target);
  }
  function go(target) {
    one(".told", target).open = true;
    enter(target);
    // What comes into view is only then as high as it is, and moves the rest.
    let times = 4;
    const settle = () => {
      target.scrollIntoView({ block: "start" });
      if ((times -= 1)) requestAnimationFrame(settle);
    };
    requestAnimationFrame(settle);
  }
  let here = null;
  function enter(article) {
    here?.classList.remove("here");
    here = article;
    here.classList.add("here");
    here.setAttribute("tabindex", "-1");
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: "nearest" });
  }
  function move(step) {
    const list = visible();
    if (!list.length) return;
    const at = list.indexOf(here);
    const next = at < 0 ? list.find((article) => article.getBoundingClientRect().bottom > 40) ?? list[0] : list[at + step];
    if (next) enter(next);
  }
  window.addEventListener("hashchange", arrive);

  const opener = form.elements.open;
  function openAll() {
    const open = opener.textContent.startsWith("Show");
    for (const told of all(".told")) told.open = open;
    opener.textContent = open ? "Hide all sentences" : "Show all sentences";
  }
  opener.addEventListener("click", openAll);

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    o: () => { if (here) one(".told", here).open = !one(".told", here).open; },
    "/": () => { one(".filters").open = true; form.elements.words.focus(); },
    Escape: () => { anchor = head = null; form.reset(); },
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select");
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys) || (typing && event.key !== "Escape")) return;
    event.preventDefault();
    if (typing) event.target.blur();
    keys[event.key]();
  });

  // On paper every sentence is shown.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = all(".told:not([open])");
    for (const told of closed) told.open = true;
  });
  window.addEventListener("afterprint", () => { for (const told of closed) told.open = false; });

  document.documentElement.classList.add("scripted");
  const wide = matchMedia("(min-width: 56.01rem)").matches;
  one(".filters").hidden = false;
  one(".keys").hidden = false;
  for (const fold of all(".filters, .cast")) fold.open = wide;
  apply();
  arrive();
})();
