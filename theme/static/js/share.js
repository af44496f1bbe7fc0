/** The buttons beside the share links: copy the address, print, and the device's own share sheet where there is one. */

/** @param {Element} box carries `data-url`, `data-title` and `data-copied`, the words said after copying */
export function attachShare(box) {
  const { url = location.href, title = document.title, copied = "" } = /** @type {HTMLElement} */ (box).dataset;
  const status = box.querySelector("[role=status]");
  /** @type {Record<string, () => Promise<void> | void>} */
  const actions = {
    copy: async () => {
      await navigator.clipboard.writeText(url);
      if (status) status.textContent = copied;
    },
    print: () => print(),
    share: () => navigator.share({ url, title }),
  };
  const available = { copy: Boolean(navigator.clipboard), print: true, share: Boolean(navigator.share) };
  for (const button of box.querySelectorAll("button[data-action]")) {
    const action = /** @type {HTMLElement} */ (button).dataset.action ?? "";
    button.closest("li")?.toggleAttribute("hidden", !available[action]);
    // A refused clipboard or a closed share sheet is the reader's decision, not a fault.
    button.addEventListener("click", () => Promise.resolve(actions[action]()).catch(() => {}));
  }
}
