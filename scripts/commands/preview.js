// Previews only: reload when the site has been built anew; show the faults of a build that failed.

const PANEL_STYLE = {
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

/** @param {string} faults one fault per line */
function show(faults) {
  const panel = document.querySelector("#preview-faults") ?? document.createElement("pre");
  panel.id = "preview-faults";
  panel.setAttribute("role", "alert");
  panel.textContent = faults;
  Object.assign(/** @type {HTMLElement} */ (panel).style, PANEL_STYLE);
  document.body.append(panel);
}

new EventSource("/_preview/events").addEventListener("built", (event) => {
  if (event.data) {
    show(event.data);
  } else {
    location.reload();
  }
});
