// Previews only: show a page that has been made anew; show how a build goes, its faults and its warnings, and what
// the proofreader found. Nothing of this is part of a public build.

const PANELS = {
  faults: { background: "#7a1020", color: "#fff" },
  warnings: { background: "#fff3cd", color: "#332701" },
  stage: { background: "#1d3557", color: "#fff" },
};
const BOX_STYLE = { position: "fixed", inset: "auto 0 0 0", maxHeight: "50vh", overflow: "auto", zIndex: "1000" };
const PANEL_STYLE = {
  margin: "0",
  padding: "0.5rem 1rem",
  font: "1rem/1.5 ui-monospace, monospace",
  whiteSpace: "pre-wrap",
  overflowWrap: "anywhere",
};

const PROOF_STYLE = `
:host { position: fixed; inset: auto 0.5rem calc(0.5rem + var(--preview-box, 0px)) auto; z-index: 900; color-scheme: light dark; max-width: calc(100vw - 1rem); }
@media print { :host { display: none; } }
details { background: light-dark(#fff, #242320); color: light-dark(#1b1a18, #f2f0ea); border: 1px solid light-dark(#8a857c, #8f897f);
  border-radius: 0.4rem; font: 0.9rem/1.45 system-ui, sans-serif; box-shadow: 0 2px 10px #0004; }
summary { padding: 0.6rem 0.9rem; min-height: 1.6rem; cursor: pointer; font-weight: 600; }
summary:focus-visible, .list:focus-visible { outline: 3px solid light-dark(#0a58ca, #8ab8ff); outline-offset: 1px; }
.list { width: min(34rem, calc(100vw - 2.5rem)); max-height: 45vh; overflow: auto; padding: 0 0.9rem 0.7rem; overflow-wrap: anywhere; }
h2 { font-size: 0.9rem; margin: 0.5rem 0 0.2rem; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: 0.35rem 0; border-top: 1px solid light-dark(#ddd8cf, #3d3b36); }
.place, .code { font: 0.8rem/1.4 ui-monospace, monospace; color: light-dark(#57534b, #b9b3a7); }
.place { display: block; }
.word { font-weight: 600; }
.error .word { color: light-dark(#a1141f, #ff9a9a); }
.warning .word { color: light-dark(#7a4b00, #f3c26b); }
`;
const OPEN_KEY = "preview-proof-open";

function box() {
  const found = document.querySelector("#preview-box");
  if (found) return found;
  const made = document.createElement("div");
  made.id = "preview-box";
  Object.assign(made.style, BOX_STYLE);
  document.body.append(made);
  // What the proofreader found stands above it.
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--preview-box", `${made.offsetHeight}px`);
  }).observe(made);
  return made;
}

/** One panel, gone where there is nothing to say. @param {keyof typeof PANELS} name @param {string} text */
function show(name, text) {
  const found = document.querySelector(`#preview-${name}`);
  if (!text) {
    found?.remove();
    return;
  }
  const panel = found ?? document.createElement("pre");
  panel.id = `preview-${name}`;
  panel.setAttribute("role", name === "faults" ? "alert" : "status");
  panel.textContent = text;
  Object.assign(panel.style, PANEL_STYLE, PANELS[name]);
  if (!found) box().append(panel);
}

const BODY = ".article-body";
// Blocks that no script of the theme has anything to do with, and what they may not hold.
const PLAIN = "p, h2, h3, ul, ol, blockquote";
const LIVELY = "figure, img, picture, table, button, details, iframe, audio, video, svg, script, form, [data-state]";

/**
 * The page at this address as the server has it, with its mark. No markup passes through a text: pages forbid that.
 * @returns {Promise<{mark: string | null, page: Document | null}>}
 */
function served() {
  const request = new XMLHttpRequest();
  request.open("GET", location.href);
  request.responseType = "document";
  return new Promise((resolve, reject) => {
    request.onload = () => resolve({ mark: request.getResponseHeader("X-Preview-Page"), page: request.response });
    request.onerror = reject;
    request.send();
  });
}

const markShown = () => document.querySelector("meta[name=preview-page]");
/** @type {Document | undefined} the page that is shown, as it came from the server */
let shown;
async function remember() {
  const { mark, page } = await served();
  if (page && mark && mark === markShown()?.content) shown = page;
}

/** Everything but the text of the story and what only machines read. @param {Document} page */
function around(page) {
  const root = page.documentElement.cloneNode(true);
  root.querySelector(BODY)?.replaceChildren();
  for (const one of root.querySelectorAll("script[type='application/ld+json'], meta[name=preview-page]")) one.remove();
  return root.outerHTML;
}

/** @param {Element[]} some @param {Element[]} others */
function sameAtHead(some, others) {
  const differs = some.findIndex((one, place) => one.outerHTML !== others[place]?.outerHTML);
  return differs < 0 ? some.length : differs;
}

/**
 * Put the blocks of the text that have changed in the place of those that are shown. False, and nothing done, where
 * more has changed than plain blocks of text: then only a page that is loaded anew is surely right.
 * @param {Document} before
 * @param {Document} now
 */
function patched(before, now) {
  const bodies = [before, now, document].map((page) => page.querySelector(BODY));
  if (bodies.some((body) => !body) || around(before) !== around(now)) return false;
  const [old, fresh, live] = bodies.map((body) => [...body.children]);
  if (live.length !== old.length) return false;
  const head = sameAtHead(old, fresh);
  const rest = [old, fresh].map((blocks) => blocks.slice(head).reverse());
  const tail = sameAtHead(rest[0], rest[1]);
  const [gone, come] = [old, fresh].map((blocks) => blocks.slice(head, blocks.length - tail));
  if (![...gone, ...come].every((block) => block.matches(PLAIN) && !block.querySelector(LIVELY))) return false;
  const next = live[live.length - tail] ?? null;
  for (const block of live.slice(head, live.length - tail)) block.remove();
  for (const block of come) bodies[2].insertBefore(document.importNode(block, true), next);
  return true;
}

/** Show what the server has at this address now, where it is another page than the one that is shown. */
async function showNewest() {
  const { mark, page } = await served();
  if (!mark || mark === markShown()?.content) return;
  if (!shown || !page || !patched(shown, page)) {
    location.reload();
    return;
  }
  shown = page;
  markShown().content = mark;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} [kind]
 */
function element(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

/** @param {{severity: string, word: string, place: string, text: string, code: string}} finding */
function entry(finding) {
  const item = element("li", "", finding.severity);
  item.append(
    element("span", finding.place, "place"),
    element("span", finding.word, "word"),
    `: ${finding.text} `,
    element("span", `[${finding.code}]`, "code"),
  );
  return item;
}

/** @param {{title: string, groups: {title: string, findings: any[]}[], more: string[]}} found */
function showFindings(found) {
  const host = document.createElement("aside");
  host.id = "preview-proof";
  host.setAttribute("aria-label", found.title);
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PROOF_STYLE);
  root.adoptedStyleSheets = [sheet];
  const details = document.createElement("details");
  const list = element("div", "", "list");
  list.tabIndex = 0; // it scrolls
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", found.title);
  for (const group of found.groups) {
    const entries = document.createElement("ul");
    entries.append(...group.findings.map(entry));
    list.append(element("h2", group.title), entries);
  }
  list.append(...found.more.map((line) => element("p", line)));
  details.append(element("summary", found.title), list);
  details.open = sessionStorage.getItem(OPEN_KEY) === "yes";
  details.addEventListener("toggle", () => sessionStorage.setItem(OPEN_KEY, details.open ? "yes" : "no"));
  details.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && details.open) {
      details.open = false;
      details.querySelector("summary")?.focus();
    }
  });
  root.append(details);
  document.querySelector("#preview-proof")?.remove();
  document.body.append(host);
}

let findings = "";
async function reviseFindings() {
  const answer = await fetch(`/_preview/findings?page=${encodeURIComponent(location.pathname)}`);
  const found = answer.ok ? await answer.text() : findings;
  if (found === findings) return;
  findings = found;
  const told = JSON.parse(found);
  if (told.title) showFindings(told);
}

let looked = remember(); // one after the other: an older answer must not come behind a newer one
let number = -1;
new EventSource("/_preview/events").addEventListener("state", (event) => {
  const state = JSON.parse(event.data);
  show("stage", state.stage);
  show("warnings", state.warnings.join("\n"));
  show("faults", state.faults);
  if (state.number !== number) {
    number = state.number;
    looked = looked.then(showNewest, showNewest);
    reviseFindings();
  }
});
