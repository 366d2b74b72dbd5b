"use strict";
(() => {
  const get = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll("article")];
  const list = get("rows");
  const texts = []; // lower case, made at the first search
  let shown = rows;
  let here = -1;

  const number = (row, name, missing) => (row.dataset[name] ? Number(row.dataset[name]) : missing);

  function matches(row, index, text, rule, below) {
    if (rule === "*" && !row.dataset.r) return false;
    if (rule && rule !== "*" && !row.dataset.r.split(" ").includes(rule)) return false;
    if (below < 1 && !(number(row, "p", 1) < below)) return false;
    if (!text) return true;
    texts[index] ??= row.textContent.toLowerCase();
    return texts[index].includes(text);
  }

  function filter() {
    const text = get("text").value.trim().toLowerCase();
    const rule = get("rule").value;
    const below = Number(get("below").value);
    get("below-value").value = below;
    shown = [];
    rows.forEach((row, index) => {
      const wanted = matches(row, index, text, rule, below);
      if (row.hidden === wanted) row.hidden = !wanted;
      if (wanted) shown.push(row);
    });
    sortShown();
    get("shown").value = `${shown.length} / ${rows.length}`;
    here = -1;
  }

  const orders = {
    doubt: (a, b) => number(a, "p", 1) - number(b, "p", 1),
    findings: (a, b) => number(b, "n", 0) - number(a, "n", 0),
  };
  let order = "place";

  function sortShown() {
    const wanted = get("order").value;
    if (wanted !== order) {
      order = wanted;
      const sorted = orders[order] ? [...rows].sort(orders[order]) : rows;
      list.append(...sorted);
    }
    if (orders[order]) shown.sort(orders[order]);
  }

  function go(step, withFindings) {
    let index = here < 0 ? (step > 0 ? -1 : shown.length) : here;
    do index += step;
    while (shown[index] && withFindings && !shown[index].dataset.r);
    if (!shown[index]) return;
    if (shown[here]) shown[here].classList.remove("here");
    here = index;
    const row = shown[here];
    row.classList.add("here");
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "start" });
  }

  const keys = {
    j: () => go(1, false),
    k: () => go(-1, false),
    n: () => go(1, true),
    p: () => go(-1, true),
    "/": () => get("text").focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inField = ["INPUT", "SELECT"].includes(event.target.tagName);
    if (event.key === "Escape" && inField) {
      event.target.blur();
    } else if (!inField && keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // A link to a bead that is filtered out shows all beads again.
  window.addEventListener("hashchange", () => {
    const row = get(location.hash.slice(1));
    if (!row || row.tagName !== "ARTICLE") return;
    if (row.hidden) {
      get("controls").reset();
      filter();
    }
    here = shown.indexOf(row) - 1;
    go(1, false);
  });

  let waiting;
  for (const kind of ["input", "change"]) {
    get("controls").addEventListener(kind, () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 60);
    });
  }
  const room = () =>
    document.documentElement.style.setProperty("--top", `${document.querySelector("header").offsetHeight + 8}px`);
  window.addEventListener("resize", room);
  room();
  filter();
})();
