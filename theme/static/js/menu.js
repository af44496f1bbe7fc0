/** The panel of all sections opens and closes by itself (`<details>`); here it also closes when the reader turns away. */

/** @param {HTMLDetailsElement} details */
export function attachMenu(details) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    const inside = details.contains(document.activeElement);
    details.open = false;
    if (inside) details.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !details.contains(event.target)) details.open = false;
  });
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !details.contains(event.relatedTarget)) details.open = false;
  });
}
