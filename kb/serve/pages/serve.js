"use strict";
(() => {
  const one = (wanted, from = document) => from.querySelector(wanted);
  const all = (wanted, from = document) => [...from.querySelectorAll(wanted)];
  const EPOCH = 719163; // the day number of 1 January 1970
  const toText = (day) => new Date((day - EPOCH) * 864e5).toISOString().slice(0, 10);
  document.documentElement.classList.add("scripted");

  // Folds that a wide screen has room for.
  const wide = matchMedia("(min-width: 56.01rem)").matches;
  if (wide) for (const fold of all(".filters, .cast")) fold.open = true;

  // Empty filters stay out of the address.
  const filters = one("#filters");
  filters?.addEventListener("submit", () => {
    for (const field of all("[name]", filters)) if (!field.value) field.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    for (const field of all("#filters [name]:disabled")) field.disabled = false;
  });
  // A list of choices applies at once.
  for (const list of all("#filters select")) list.addEventListener("change", () => filters.requestSubmit());

  // The chart: drag over bars, or the arrow keys, Shift to widen, Enter to apply.
  const svg = one(".over-time svg");
  if (svg && filters) {
    const bars = all("g", svg).map((group) => ({ group, days: group.dataset.d.split(" ").map(Number) }));
    let anchor = null;
    let head = null;
    const choose = () => {
      const [low, high] = [Math.min(anchor, head), Math.max(anchor, head)];
      bars.forEach((bar, at) => bar.group.classList.toggle("chosen", at >= low && at <= high));
      filters.elements.from.value = toText(bars[low].days[0]);
      filters.elements.to.value = toText(bars[high].days[1]);
      filters.elements.on.value = "";
    };
    const under = (event) => {
      const box = svg.getBoundingClientRect();
      const at = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
      return Math.max(0, Math.min(bars.length - 1, at));
    };
    svg.setAttribute("tabindex", "0");
    svg.setAttribute("role", "application");
    svg.setAttribute("aria-label", "Events over time: the arrow keys choose a period, with Shift they widen it, Enter applies it");
    let dragging = false;
    svg.addEventListener("pointerdown", (event) => {
      dragging = true;
      svg.setPointerCapture(event.pointerId);
      anchor = head = under(event);
      choose();
    });
    svg.addEventListener("pointermove", (event) => {
      if (!dragging || under(event) === head) return;
      head = under(event);
      choose();
    });
    svg.addEventListener("pointerup", () => { if (dragging) filters.requestSubmit(); dragging = false; });
    svg.addEventListener("pointercancel", () => { dragging = false; });
    svg.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && head !== null) { filters.requestSubmit(); return; }
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      head = head === null ? (step > 0 ? 0 : bars.length - 1) : Math.max(0, Math.min(bars.length - 1, head + step));
      if (!event.shiftKey || anchor === null) anchor = head;
      choose();
    });
  }

  // Events that are chosen to be merged or hidden.
  const bar = one("#chosen");
  const boxes = all("[form=chosen]");
  const count = () => {
    const number = boxes.filter((box) => box.checked).length;
    bar.hidden = !number;
    one(".how-many", bar).textContent = `${number} chosen`;
    for (const button of all("button", bar)) button.disabled = number < Number(button.dataset.least ?? 1);
  };
  if (bar) {
    for (const box of boxes) box.addEventListener("change", count);
    window.addEventListener("pageshow", count);
    count();
  }

  // Keys.
  const events = all("article");
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
    const at = events.indexOf(here);
    const next = at < 0 ? events.find((article) => article.getBoundingClientRect().bottom > 40) ?? events[0] : events[at + step];
    if (next) enter(next);
  }
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    o: () => { if (here) { const told = one(".told", here); told.open = !told.open; } },
    x: () => { if (here) one(".choose input", here)?.click(); },
    n: () => one(".pager [rel=next]")?.click(),
    p: () => one(".pager [rel=prev]")?.click(),
    "/": () => { const fold = one(".filters"); if (fold) fold.open = true; one("[type=search]")?.focus(); },
    Enter: () => { if (here) one("h3 a", here)?.click(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    if (event.target.matches("input, select, textarea, button, summary, svg") || (event.key === "Enter" && event.target !== here)) return;
    event.preventDefault();
    keys[event.key]();
  });
  const help = one(".keys");
  if (help) help.hidden = false;

  // On paper every sentence is shown.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = all(".told:not([open])");
    for (const told of closed) told.open = true;
  });
  window.addEventListener("afterprint", () => { for (const told of closed) told.open = false; });
})();
