/** What came out within a day says how long ago; the full date stays as its title. */

const HOUR = 3_600_000;

/**
 * @param {ParentNode} page
 * @param {number} now milliseconds since 1970
 */
export function tellAges(page, now) {
  const ages = new Intl.RelativeTimeFormat("vi");
  for (const time of page.querySelectorAll(".card-meta time, .article-meta time")) {
    const age = now - Date.parse(time.getAttribute("datetime") ?? "");
    // A story dated by its day alone came out at no known hour.
    if (!(age >= 0 && age < 24 * HOUR) || time.getAttribute("datetime")?.includes("T00:00:00")) continue;
    time.setAttribute("title", time.textContent ?? "");
    time.textContent =
      age < HOUR ? ages.format(-Math.floor(age / 60_000), "minute") : ages.format(-Math.floor(age / HOUR), "hour");
  }
}
