/** The search box over every page: `/` leads to it, and the search engine is fetched only when a reader turns to it. */

/** @param {HTMLFormElement} form */
export function attachHeaderSearch(form) {
  const load = () => import("./search/header.js").then((module) => module.default(form));
  form.addEventListener("focusin", load, { once: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const input = form.querySelector("input");
    if (!input?.checkVisibility?.()) return; // on phones another page has the box
    event.preventDefault();
    input.select();
  });
}

/** @param {EventTarget | null} target */
const isWriting = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
