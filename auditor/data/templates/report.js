"use strict";
// Adds filters, keys and switches to a page that is whole without them.
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const byId = (id) => document.getElementById(id);
  all(".js").forEach((element) => { element.hidden = false; });

  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* a page opened from mail may not store */ } },
  };

  // Light, dark, or as the system has it.
  const themes = ["auto", "light", "dark"];
  const names = { auto: "as the system", light: "light", dark: "dark" };
  let theme = themes.includes(store.get("auditor-theme")) ? store.get("auditor-theme") : "auto";
  const paint = () => {
    if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
    byId("theme-name").textContent = names[theme];
  };
  const nextTheme = () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    store.set("auditor-theme", theme);
    paint();
  };
  paint();
  byId("theme").addEventListener("click", nextTheme);

  const press = (button, on, name) => {
    button.setAttribute("aria-pressed", String(on));
    document.body.classList.toggle(name, on === (name === "only"));
  };
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";

  const back = byId("back");
  // What can hardly be read is there for who asks for it, and for who has no script.
  press(back, pressed(back), "no-back");
  const flipBack = () => press(back, !pressed(back), "no-back");
  back.addEventListener("click", flipBack);

  const help = byId("help");
  byId("keys").addEventListener("click", () => help.showModal());

  // Filters and steps, where there is a finding.
  const form = document.querySelector(".filters");
  const only = byId("only");
  const where = byId("where");
  const cards = all(".card");
  const marks = all("mark[data-f]");
  let shown = cards;
  let at = -1;

  const tell = () => {
    if (where) where.textContent = at < 0 ? `${shown.length} shown` : `${at + 1} of ${shown.length}`;
  };

  // In a long report the rows on the way have no height until they are seen: jump, then correct.
  const long = Boolean(document.querySelector(".long"));
  const show = (element, again = long ? 3 : 0) => {
    element.scrollIntoView({ block: "center", behavior: long ? "instant" : "auto" });
    if (again) requestAnimationFrame(() => show(element, again - 1));
  };

  const select = (index, move = true) => {
    all(".now").forEach((card) => card.classList.remove("now"));
    all(".here").forEach((mark) => mark.classList.remove("here"));
    at = index;
    tell();
    const card = shown[at];
    if (!card) return;
    card.classList.add("now");
    const number = card.dataset.number;
    const row = card.closest(".row");
    if (row) all("mark[data-f]", row).filter((m) => m.dataset.f.split(" ").includes(number)).forEach((m) => m.classList.add("here"));
    if (move) {
      card.focus({ preventScroll: true });
      show(row && row.offsetHeight < innerHeight * 0.7 ? row : card);
    }
  };
  const step = (by) => {
    if (!shown.length) return;
    select(at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length);
  };

  const apply = () => {
    const severities = new Set(all("input[name=severity]:checked", form).map((input) => input.value));
    const rule = form.elements.rule.value;
    const current = shown[at];
    const numbers = new Set();
    shown = cards.filter((card) => {
      const keep = severities.has(card.dataset.severity) && (!rule || card.dataset.rule === rule);
      card.hidden = !keep;
      if (keep) numbers.add(card.dataset.number);
      return keep;
    });
    marks.forEach((mark) => mark.classList.toggle("off", !mark.dataset.f.split(" ").some((n) => numbers.has(n))));
    const flagged = new Set(shown.map((card) => card.closest(".row")));
    all(".row").forEach((row) => row.classList.toggle("flagged", flagged.has(row)));
    select(shown.indexOf(current), false);
  };
  const flipOnly = () => press(only, !pressed(only), "only");

  if (form) {
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    only.addEventListener("click", flipOnly);
    all(".all").forEach((button) => button.addEventListener("click", flipOnly));
    byId("filter").addEventListener("click", (event) => {
      event.currentTarget.setAttribute("aria-pressed", String(form.classList.toggle("open")));
    });
    byId("next").addEventListener("click", () => step(1));
    byId("previous").addEventListener("click", () => step(-1));
    apply();
    // A phone has no room for what is in order: the findings come first.
    const narrow = matchMedia("(max-width: 44rem)").matches;
    if (narrow && cards.some((card) => card.dataset.severity !== "neutral")) flipOnly();
  }

  // A marked word leads to its finding; a finding, once touched, is the current one.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-f]");
    const number = mark && !mark.classList.contains("off") ? mark.dataset.f.split(" ")[0] : null;
    const card = number ? cards.find((one) => one.dataset.number === number) : event.target.closest(".card");
    const index = shown.indexOf(card);
    if (index >= 0) select(index, Boolean(number));
  });

  // Text for the clipboard, also where a page opened from a disk may not use it.
  const say = (text) => { byId("said").textContent = text; };
  const copy = async (text, button) => {
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    say(done ? "Copied." : "This browser does not let the page copy.");
  };

  // Findings that a reader accepts: entries of a baseline, in its order.
  const accepted = new Map();
  const entries = () => Array.from(accepted.values(), (entry) => {
    const { fingerprint, rule, article, message, why } = entry;
    const who = byId("who").value.trim();
    const day = new Date();
    const when = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
    return { fingerprint, rule, article, message, ...(who ? { who } : {}), when, why };
  }).sort((a, b) => ["article", "rule", "fingerprint"].reduce((order, key) => order || (a[key] < b[key] ? -1 : Number(a[key] > b[key])), 0));
  const listed = () => {
    byId("accepting").hidden = !accepted.size;
    byId("accepted-number").textContent = accepted.size === 1 ? "1 finding." : `${accepted.size} findings.`;
  };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".accept")) return;
    event.preventDefault();
    const entry = JSON.parse(event.target.dataset.entry);
    const why = event.target.elements.why.value.trim();
    const taken = accepted.delete(entry.fingerprint);
    if (!taken && !why) return;
    if (!taken) accepted.set(entry.fingerprint, { ...entry, why });
    all(".accept").filter((form) => JSON.parse(form.dataset.entry).fingerprint === entry.fingerprint).forEach((form) => {
      form.elements.why.value = why;
      form.elements.why.readOnly = !taken;
      form.querySelector("button").textContent = taken ? "Accept" : "Take back";
    });
    listed();
    say(taken ? "Taken back." : "Accepted; the list stands below the sentences.");
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".copy");
    if (button) copy(button.dataset.text, button);
  });
  if (byId("accepting")) {
    listed();
    byId("copy-entries").addEventListener("click", (event) => copy(entries().map((entry) => JSON.stringify(entry, null, 2)).join(",\n"), event.currentTarget));
    byId("save-baseline").addEventListener("click", () => {
      const link = document.createElement("a");
      const text = `${JSON.stringify({ version: 1, accepted: entries() }, null, 2)}\n`;
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.download = "accepted.json";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    });
  }

  // A link to a rule opens it.
  const open = () => {
    const target = location.hash.length > 1 ? byId(decodeURIComponent(location.hash.slice(1))) : null;
    if (target && target.tagName === "DETAILS") target.open = true;
  };
  addEventListener("hashchange", open);
  open();

  // Paper shows everything.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all(".signatures:not([open]), .every:not([open])");
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));

  const keys = { j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1), b: flipBack, t: nextTheme, "?": () => help.showModal(), f: () => only && flipOnly() };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
