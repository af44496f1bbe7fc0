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

/**
 * On a phone the strip of sections is longer than the screen: the current one comes into view.
 *
 * @param {Element} strip
 */
export function showCurrent(strip) {
  const current = strip.querySelector("[aria-current]");
  if (current) strip.scrollLeft += current.getBoundingClientRect().right - strip.getBoundingClientRect().right;
}
