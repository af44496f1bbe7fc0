/** What may be kept on a reader's device and what of it may be shown: pure rules (docs/decisions/0039). */

const STORY = /-post(\d+)\.html/g;

/**
 * @typedef {object} Withdrawals what the paper says at /bai-da-rut.json
 * @property {number[]} withdrawn numbers of stories that may never be shown again
 * @property {Record<string, string>} corrected number of a story -> digest of its corrections
 * @property {number} heard when it came, in milliseconds since 1970; 0 for never
 */

/** @type {Withdrawals} */
export const UNHEARD = { withdrawn: [], corrected: {}, heard: 0 };

/**
 * The list in what a server answered; throws where it is none, as behind the sign-in page of a wireless network.
 *
 * @param {any} answer
 * @param {number} heard
 * @returns {Withdrawals}
 */
export function withdrawalsOf({ withdrawn, corrected }, heard) {
  if (!Array.isArray(withdrawn) || typeof corrected !== "object") throw new TypeError("no list of withdrawn stories");
  return { withdrawn, corrected, heard };
}

/** Number of the story at `path`, which it keeps under every address; 0 for other pages. @param {string} path */
export function storyNumber(path) {
  return Number(path.match(/-post(\d+)\.html$/)?.[1] ?? 0);
}

/** Whether a page is or leads to one of these stories, and so may hold its headline. @param {string} html @param {number[]} numbers */
export function tellsOf(html, numbers) {
  const asked = new Set(numbers);
  for (const [, number] of asked.size ? html.matchAll(STORY) : []) if (asked.has(Number(number))) return true;
  return false;
}

/**
 * A copy may be shown where the paper said no longer than `bound` ago that it stands: by giving the page or the list.
 * A clock that was turned back proves nothing.
 *
 * @param {string} path
 * @param {number} saved
 * @param {Withdrawals} list
 * @param {number} now
 * @param {number} bound
 */
export function mayShow(path, saved, list, now, bound) {
  const heard = Math.max(saved, list.heard);
  return !list.withdrawn.includes(storyNumber(path)) && heard <= now && now - heard <= bound;
}

/** Numbers of the stories whose corrections are others than before. @param {Withdrawals} before @param {Withdrawals} now */
export function newlyCorrected(before, now) {
  return Object.keys(now.corrected)
    .filter((number) => now.corrected[number] !== before.corrected[number])
    .map(Number);
}

/** Whether a page may be kept: a whole page of this site that does not ask to be left alone. @param {Response} answer */
export function keepable(answer) {
  const { headers, status, type, redirected } = answer;
  const html = headers.get("content-type")?.startsWith("text/html");
  const asked = /no-store|private/.test(headers.get("cache-control") ?? "");
  return status === 200 && type === "basic" && !redirected && Boolean(html) && !asked;
}

/** The page at `path` or `path`index.html; what follows `?` is no other page. @param {URL} url */
export function pathOf(url) {
  return url.pathname.replace(/\/index\.html$/, "/");
}

const SIGNS = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };

/** What a page is called, as plain text. @param {string} html */
export function titleOf(html) {
  const title = html.match(/<title>([^<]*)<\/title>/)?.[1] ?? "";
  return title.replace(/&(amp|lt|gt|#34|#39);/g, (_, name) => SIGNS[/** @type {keyof SIGNS} */ (name)]);
}
