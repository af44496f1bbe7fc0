// Previews only: reload a page that has been made anew; show how a build goes, its faults and its warnings.

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

function box() {
  const found = document.querySelector("#preview-box");
  if (found) return found;
  const made = document.createElement("div");
  made.id = "preview-box";
  Object.assign(made.style, BOX_STYLE);
  document.body.append(made);
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

/** Reload where the server has another page at this address than the one that is shown. */
async function reloadIfAnother() {
  const shown = document.querySelector("meta[name=preview-page]")?.content;
  const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
  const mark = answer.headers.get("X-Preview-Page");
  if (mark && mark !== shown) location.reload();
}

let number = -1;
new EventSource("/_preview/events").addEventListener("state", (event) => {
  const state = JSON.parse(event.data);
  show("stage", state.stage);
  show("warnings", state.warnings.join("\n"));
  show("faults", state.faults);
  if (state.number !== number) {
    number = state.number;
    reloadIfAnother();
  }
});
