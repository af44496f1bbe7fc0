/**
 * Service worker of a paper that offers offline reading: keeps the pages that a reader opened, and shows them where the
 * network fails, unless they were withdrawn or nobody knows any more. The build writes it to /sw.js with `OFFLINE`
 * before it. Pages always come from the network first.
 */

import { UNHEARD, keepable, mayShow, newlyCorrected, pathOf, storyNumber, tellsOf, titleOf, withdrawalsOf } from "./rules.js";
import { Shelf } from "./shelf.js";

/**
 * @typedef {object} Offline
 * @property {string} version digest of everything that this worker is made from
 * @property {string} base path of the site, with a final slash
 * @property {string} page shown where there is no copy
 * @property {string} withdrawals list of what may not be shown
 * @property {string} copies what this worker answers itself: the pages that can be read
 * @property {string} search its pages are of no use without a network
 * @property {string[]} shell files that every page needs
 * @property {number} most pages
 * @property {number} pictures at most
 * @property {number} bound milliseconds after which what nobody has confirmed is not shown
 */

const worker = /** @type {any} */ (self);
/** @type {Offline} */
const site = worker.OFFLINE;
const ours = `toasoan ${worker.registration.scope} `;
const FRESH = 600_000; // the list is asked for again after ten minutes
const LARGEST = 500_000; // bytes of a picture
const THEME_FILE = /\s(?:href|src)="([^"]*\/theme\/[^"]+\.(?:css|js|woff2))"/g;

const lists = new Shelf(`${ours}list`);
const pages = new Shelf(`${ours}pages`, site.most);
const pictures = new Shelf(`${ours}pictures`, site.pictures);
const theme = new Shelf(`${ours}theme`);
const shell = new Shelf(`${ours}shell ${site.version}`);

async function heard() {
  const copy = await lists.copy(site.withdrawals);
  return copy ? withdrawalsOf(JSON.parse(copy.html), copy.saved) : UNHEARD;
}

/** The list as the paper has it now; throws without a network. */
async function ask() {
  const answer = await fetch(site.withdrawals, { cache: "no-store", signal: AbortSignal.timeout(8000) });
  if (!answer.ok) throw new TypeError(String(answer.status));
  const text = await answer.text();
  const [before, now] = [await heard(), withdrawalsOf(JSON.parse(text), Date.now())];
  await lists.putText(site.withdrawals, text, "application/json");
  await mend(before, now);
  return now;
}

/** Copies of withdrawn stories go; those that tell of one, or of a correction unknown to them, come anew or go. */
async function mend(before, now) {
  const [corrected, news] = [newlyCorrected(before, now), String(before.withdrawn) !== String(now.withdrawn)];
  if (!corrected.length && !news) return;
  for (const { path, html } of await pages.copies()) {
    const number = storyNumber(path);
    if (corrected.includes(number) || tellsOf(html, now.withdrawn)) {
      await pages.remove(path);
      if (!now.withdrawn.includes(number)) await fetchPage(path, "no-cache").catch(() => {});
    }
  }
}

/** @param {string} path @param {RequestCache} cache */
async function fetchPage(path, cache = "default") {
  await keep(path, await fetch(path, { cache }));
}

/** @param {string} path @param {Response} answer */
async function keep(path, answer) {
  if (answer.status === 404 || answer.status === 410) await pages.remove(path);
  if (!keepable(answer) || path.startsWith(site.search)) return;
  if (path === site.page) return shell.put(path, answer);
  const html = await answer.text();
  const { withdrawn } = await heard();
  if (/<meta name="robots" content="[^"]*noarchive/.test(html) || tellsOf(html, withdrawn)) return pages.remove(path);
  await pages.putText(path, html);
  await Promise.all([...html.matchAll(THEME_FILE)].map(([, file]) => themeFile(new Request(file)).catch(() => {})));
}

/** @param {Request} request */
async function themeFile(request) {
  const known = (await shell.file(request)) ?? (await theme.file(request));
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await theme.put(request, answer.clone());
  return answer;
}

/** @param {Request} request */
async function picture(request) {
  const known = await pictures.file(request);
  if (known) return known;
  const answer = await fetch(request);
  const size = Number(answer.headers.get("content-length") ?? 0);
  if (answer.status === 200 && size <= LARGEST) await pictures.put(request, answer.clone()).catch(() => {});
  return answer;
}

/** The copy of the page at `path`, marked as one; nothing where it may not be shown. @param {string} path */
async function saved(path) {
  const list = await ask().catch(heard);
  const copy = await pages.copy(path);
  if (!copy || !mayShow(path, copy.saved, list, Date.now(), site.bound)) return undefined;
  const html = copy.html.replace("<body ", `<body data-saved="${new Date(copy.saved).toISOString()}" `);
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}

async function nothing() {
  return (await shell.file(site.page)) ?? Response.error();
}

/** @param {any} event a navigation @param {string} path */
async function page(event, path) {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    if (answer.status >= 500) return (await saved(path)) ?? answer;
    event.waitUntil(afterwards(path, answer.clone()).catch(() => {}));
    return answer;
  } catch {
    return (await saved(path)) ?? nothing();
  }
}

/** @param {string} path @param {Response} answer */
async function afterwards(path, answer) {
  await keep(path, answer);
  if (Date.now() - (await heard()).heard < FRESH) return;
  await ask();
  if (path !== site.base) await fetchPage(site.base);
}

/** What can be read now, for the page that says so. */
async function copies() {
  const list = await ask().catch(heard);
  const shown = (await pages.copies()).filter((copy) => mayShow(copy.path, copy.saved, list, Date.now(), site.bound));
  const titles = shown.map(({ path, html }) => ({ path, title: titleOf(html) || path }));
  return new Response(JSON.stringify(titles), { headers: { "content-type": "application/json" } });
}

/** Stores of ours but those of this version; theme files that no kept page asks for. */
async function tidy() {
  const current = [lists, pages, pictures, theme, shell].map((shelf) => shelf.name);
  const others = (await caches.keys()).filter((name) => name.startsWith(ours) && !current.includes(name));
  await Promise.all(others.map((name) => caches.delete(name)));
  const texts = (await pages.copies()).map((copy) => copy.html).join("\n");
  const store = await theme.open();
  for (const { url } of await store.keys()) {
    const folder = new URL(url).pathname.match(/^.*\/theme\/[^/]+\//)?.[0] ?? url;
    if (!texts.includes(folder)) await store.delete(url);
  }
}

async function forget() {
  await Promise.all([pages, pictures, theme].map((shelf) => caches.delete(shelf.name)));
}

worker.addEventListener("install", (/** @type {any} */ event) => {
  worker.skipWaiting();
  event.waitUntil(shell.open().then((store) => store.addAll([site.page, ...site.shell])));
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  const ready = async () => {
    await tidy();
    await worker.registration.navigationPreload?.enable();
    await worker.clients.claim();
    await ask().catch(() => {});
    await fetchPage(site.base).catch(() => {});
  };
  event.waitUntil(ready());
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(site.base)) return;
  const inside = url.pathname.slice(site.base.length);
  if (request.mode === "navigate") event.respondWith(page(event, pathOf(url)));
  else if (url.pathname === site.copies) event.respondWith(copies());
  else if (inside.startsWith("theme/")) event.respondWith(themeFile(request));
  else if (inside.startsWith("media/")) event.respondWith(picture(request));
});

worker.addEventListener("message", (/** @type {any} */ event) => {
  const { keep: seen = [], forget: all = false } = event.data ?? {};
  const done = async () => {
    for (const address of all ? [] : seen) {
      const url = new URL(address, location.origin);
      if (!url.pathname.startsWith(site.base) || url.origin !== location.origin) continue;
      await (url.pathname.startsWith(`${site.base}media/`) ? picture(new Request(url)) : fetchPage(pathOf(url)));
    }
    if (all) await forget();
    event.source?.postMessage("done");
  };
  event.waitUntil(done());
});
