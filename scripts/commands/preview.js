// Previews only: reload when the site has been built anew; show the faults of a build that failed, and what the
// proofreader found. Nothing of this is part of a public build.

const FAULTS_STYLE = {
  position: "fixed",
  inset: "auto 0 0 0",
  maxHeight: "50vh",
  overflow: "auto",
  margin: "0",
  padding: "1rem",
  background: "#7a1020",
  color: "#fff",
  font: "1rem/1.5 ui-monospace, monospace",
  whiteSpace: "pre-wrap",
  zIndex: "1000",
};

const PROOF_STYLE = `
:host { position: fixed; inset: auto 0.5rem 0.5rem auto; z-index: 900; color-scheme: light dark; max-width: calc(100vw - 1rem); }
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

/** @param {string} faults one fault per line */
function showFaults(faults) {
  const panel = document.querySelector("#preview-faults") ?? document.createElement("pre");
  panel.id = "preview-faults";
  panel.setAttribute("role", "alert");
  panel.textContent = faults;
  Object.assign(/** @type {HTMLElement} */ (panel).style, FAULTS_STYLE);
  document.body.append(panel);
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

new EventSource("/_preview/events").addEventListener("built", (event) => {
  if (event.data) {
    showFaults(event.data);
  } else {
    location.reload();
  }
});

const answer = await fetch(`/_preview/findings?page=${encodeURIComponent(location.pathname)}`);
if (answer.ok) showFindings(await answer.json());
