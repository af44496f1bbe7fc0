/** While a live story goes on, tells how many entries have come since the page was opened, and leads to them. */

const MINUTE = 60_000;
const ENTRY = /\sid="(luc-[\d-]+)"/g;

/**
 * @param {string} html a page of the story
 * @param {ParentNode} page the same as it was opened
 */
export function countNew(html, page) {
  const ids = new Set([...html.matchAll(ENTRY)].map((match) => match[1]));
  for (const entry of page.querySelectorAll(".live-entry")) ids.delete(entry.id);
  return ids.size;
}

/**
 * @param {Element} box says that the story goes on
 * @param {() => Promise<string>} load the page as it now is
 */
export function attachLive(box, load) {
  const link = box.querySelector(".live-news a");
  const number = link?.querySelector("span");
  if (!link || !number) return async () => {};
  return async () => {
    if (document.hidden) return;
    const count = countNew(await load(), document);
    number.textContent = String(count);
    link.toggleAttribute("hidden", count === 0);
  };
}

const box = document.querySelector("[data-live]");
if (box) {
  const load = () => fetch(location.pathname, { cache: "no-cache" }).then((page) => (page.ok ? page.text() : ""));
  const look = attachLive(box, load);
  // Without a connection the reader keeps what is there.
  setInterval(() => look().catch(() => {}), MINUTE);
  document.addEventListener("visibilitychange", () => look().catch(() => {}));
}
