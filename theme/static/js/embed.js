/** Embeds load only when asked: `<div class="embed" data-embed="URL"><a href="…">…</a></div>`. Without scripts the link
 *  leads to the other site; nothing of that site is fetched before the click. */

/** @param {HTMLElement} facade */
export function attachEmbed(facade) {
  const link = facade.querySelector("a");
  const address = facade.dataset.embed ?? "";
  if (!link || !address.startsWith("https://")) return;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab was asked for
    event.preventDefault();
    facade.replaceChildren(frame(address, link.textContent?.trim() ?? ""));
    facade.querySelector("iframe")?.focus();
  });
}

/** @param {string} src @param {string} title */
function frame(src, title) {
  const made = document.createElement("iframe");
  made.title = title;
  made.allow = "fullscreen; encrypted-media; picture-in-picture";
  made.referrerPolicy = "strict-origin-when-cross-origin";
  made.src = src;
  return made;
}
