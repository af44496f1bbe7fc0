/** What came out within a day says how long ago, in the words of the page's footer; the full date stays as its title.
 *  No `Intl`: making its first formatter costs a phone more time than all else that a page runs. */

const [MINUTE, HOUR] = [60_000, 3_600_000];

/**
 * @param {ParentNode} page
 * @param {number} now milliseconds since 1970
 */
export function tellAges(page, now) {
  const words = /** @type {HTMLElement | null} */ (page.querySelector(".site-footer"))?.dataset;
  if (!words?.minutesAgo || !words.hoursAgo) return;
  for (const time of page.querySelectorAll(".card-meta time, .article-meta time")) {
    const age = now - Date.parse(time.getAttribute("datetime") ?? "");
    // A story dated by its day alone came out at no known hour.
    if (!(age >= 0 && age < 24 * HOUR) || time.getAttribute("datetime")?.includes("T00:00:00")) continue;
    const [text, unit] = age < HOUR ? [words.minutesAgo, MINUTE] : [words.hoursAgo, HOUR];
    time.setAttribute("title", time.textContent ?? "");
    time.textContent = text.replace("#", String(Math.max(1, Math.floor(age / unit))));
  }
}
