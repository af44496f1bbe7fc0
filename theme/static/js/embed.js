/** Embeds load only when asked: `<div class="embed" data-embed="PLAYER" data-embed-title="…"><a href="…">…</a></div>`.
 *  Without scripts the link leads to the other site; nothing of that site is fetched before the click. */

/** @param {HTMLElement} facade */
function attachEmbed(facade) {
  const { embed = "", embedTitle = "" } = facade.dataset;
  if (!embed.startsWith("https://")) return;
  facade.querySelector("a")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab was asked for
    event.preventDefault();
    const player = frame(embed, embedTitle);
    facade.replaceChildren(player);
    player.focus();
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

for (const facade of document.querySelectorAll(".embed")) if (facade instanceof HTMLElement) attachEmbed(facade);
