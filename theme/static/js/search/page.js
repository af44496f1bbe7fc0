/** The search page: keys, links and history on one side, the engine on the other, the view between. */

import { announcer } from "./announce.js";
import { filled } from "./dom.js";
import { open, PER_PAGE } from "./engine/engine.js";
import { addressOf, isEmpty, LONGEST_TEXT, parseState } from "./engine/state.js";
import { attachSuggestions } from "./suggest.js";
import { dateLinks, number, pageLinks, resultItem } from "./view.js";

// ms without a key before files are fetched; what is at hand already needs no pause.
const TYPING_PAUSE = 40;
const root = document.querySelector("[data-search]");
const part = (name) => root.querySelector(`[data-search-part="${name}"]`);
const words = JSON.parse(part("words").textContent);
const form = part("form");
const input = form.elements.q;
const panel = part("filters");
const say = announcer([...root.querySelectorAll("[data-announce]")]);
const engine = open(new URL(root.dataset.search, location.href));

let state = parseState(location.search);
let running = new AbortController();
let typing;
// Counts cost files, so a closed panel has none, nor the script that shows them.
let showFacets = async () => {};
const facetView = () => import("./facets.js");

/** `2024-04-17`, the day in Hanoi. */
const today = () => new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10);

/** One of: `browse` (nothing asked), `loading`, `results`, `none`, `offline`, `failed`. */
function show(mode) {
  root.dataset.mode = mode;
  root.setAttribute("aria-busy", String(mode === "loading"));
}

/** Search for `state` and show the outcome; whatever was under reading is given up. */
async function search({ top = false } = {}) {
  clearTimeout(typing);
  const before = running;
  running = new AbortController();
  const { signal } = running;
  try {
    if (isEmpty(state)) return show("browse");
    if (panel.open) facetView().catch(() => {});
    const slow = setTimeout(() => signal.aborted || show("loading"), 150);
    const found = engine.search({ ...state, counted: panel.open }, signal).finally(() => clearTimeout(slow));
    // Only now: files that both searches need go on loading.
    before.abort();
    const { facets } = render(await found);
    if (top) root.scrollIntoView();
    showFacets = async () => {
      if (!panel.open) return;
      const [counts, { facetGroups }] = await Promise.all([facets(), facetView()]);
      if (!signal.aborted) part("facets").replaceChildren(...facetGroups(state, counts, engine.name, words));
    };
    await showFacets();
  } catch {
    if (!signal.aborted) fail();
  } finally {
    before.abort();
  }
}

function fail() {
  show(navigator.onLine ? "failed" : "offline");
  say(part(root.dataset.mode).textContent.trim());
}

function render(found) {
  const { total, results, suggestion, marks } = found;
  const values = { count: number(total), query: state.text.trim() };
  show(total ? "results" : "none");
  const sentence = (total ? "count" : "none") + (values.query ? "" : "All");
  part("count").textContent = filled(words[sentence], values);
  say(part("count").textContent);
  part("suggestion").hidden = !suggestion;
  if (suggestion) {
    const link = part("suggestion").querySelector("a");
    link.textContent = suggestion;
    link.href = addressOf({ ...state, text: suggestion, page: 1 });
  }
  const hit = found.words && `#tim=${encodeURIComponent(found.words)}`;
  const how = { names: engine.name, marks, hit };
  part("list").replaceChildren(...results.map((result) => resultItem(part("result"), result, how)));
  part("pages").replaceChildren(...pageLinks(state, Math.ceil(total / PER_PAGE), words));
  showControls();
  return found;
}

function showControls() {
  part("dates").replaceChildren(...dateLinks(state, words.presets, today()));
  part("clear").href = addressOf({ ...parseState(""), text: state.text });
  part("clear").hidden = isEmpty({ ...state, text: "" });
  for (const link of part("sort").querySelectorAll("a")) {
    link.href = addressOf({ ...state, sort: link.dataset.sort, page: 1 });
    if (link.dataset.sort === state.sort) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** The form shows `state`. */
function fillForm() {
  if (input.value.trim() !== state.text.trim()) input.value = state.text;
  form.elements.tu.value = state.from;
  form.elements.den.value = state.to;
}

/** A new entry in the history, where the state has changed; the old one keeps its scroll position. */
function commit() {
  if (addressOf(state) === addressOf(parseState(location.search))) return;
  history.replaceState({ scroll: scrollY }, "");
  history.pushState(null, "", addressOf(state));
}

function go(next, options) {
  state = next;
  fillForm();
  commit();
  return search(options);
}

const asked = () => ({
  ...state,
  typing: false,
  text: input.value.slice(0, LONGEST_TEXT),
  from: form.elements.tu.value,
  to: form.elements.den.value,
  page: 1,
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  suggestions.close();
  go(asked());
});
// Leaving the box keeps the search in the history, but must not redraw the result that is being pressed.
form.addEventListener("change", (event) => (event.target === input ? commit() : go(asked())));
input.addEventListener("input", () => {
  state = { ...asked(), typing: true };
  clearTimeout(typing);
  running.abort();
  typing = setTimeout(search, engine.isAtHand(state) ? 0 : TYPING_PAUSE);
});
input.addEventListener("focus", () => engine.warm(), { once: true });

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='?']");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const next = parseState(new URL(link.href).search);
  go(next, { top: next.page !== state.page });
});

addEventListener("popstate", async (event) => {
  state = parseState(location.search);
  fillForm();
  await search();
  scrollTo({ top: event.state?.scroll ?? 0, behavior: "instant" });
});
addEventListener("pagehide", () => history.replaceState({ scroll: scrollY }, ""));
// A request may fail just before the browser notices that it is offline.
addEventListener("offline", () => root.dataset.mode === "failed" && show("offline"));
addEventListener("online", () => /offline|failed/.test(root.dataset.mode) && search());
part("retry").addEventListener("click", () => search());

addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  // The header's box would take the focus otherwise.
  event.stopImmediatePropagation();
  input.select();
}, { capture: true });

const suggestions = attachSuggestions(input, {
  find: (text, signal) => engine.suggest(text, signal),
  pick: () => go(asked()),
});

panel.open = matchMedia("(min-width: 60rem)").matches;
panel.addEventListener("toggle", () => showFacets().catch(fail));
// The browser would restore the position before there are results to scroll to.
history.scrollRestoration = "manual";
fillForm();
await search();
scrollTo({ top: history.state?.scroll ?? 0, behavior: "instant" });
