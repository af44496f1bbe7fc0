/** Pictures of a text open large over the page; without this they are links to their large files. */

/**
 * @param {HTMLDialogElement} dialog
 * @param {HTMLElement[]} links each around one picture
 */
export function attachLightbox(dialog, links) {
  const [frame, caption, place] = ["picture", "caption", "place"].map((part) =>
    dialog.querySelector(`.lightbox-${part}`),
  );
  let current = 0;

  /** @param {number} index */
  const show = (index) => {
    current = (index + links.length) % links.length;
    const picture = links[current].querySelector("picture")?.cloneNode(true);
    if (!(picture instanceof HTMLElement) || !frame || !caption || !place) return;
    for (const part of picture.querySelectorAll("[sizes]")) part.setAttribute("sizes", "100vw");
    picture.querySelector("img")?.removeAttribute("loading");
    frame.replaceChildren(picture);
    caption.textContent = links[current].closest("figure")?.querySelector("figcaption")?.textContent ?? "";
    place.textContent = links.length > 1 ? `${current + 1}/${links.length}` : "";
    if (!dialog.open) dialog.showModal();
  };

  links.forEach((link, index) =>
    link.addEventListener("click", (event) => {
      // A reader who asks for a new tab gets one.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(index);
    }),
  );
  for (const button of dialog.querySelectorAll("button")) {
    const step = Number(button.dataset.step);
    button.hidden = step !== 0 && links.length < 2;
    button.addEventListener("click", () => (step ? show(current + step) : dialog.close()));
  }
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && links.length > 1) show(current + step);
  });
}

const dialog = document.querySelector(".lightbox");
const links = [...document.querySelectorAll("a.zoom")].filter((link) => link instanceof HTMLElement);
if (dialog instanceof HTMLDialogElement && links.length) attachLightbox(dialog, links);
