/** In every page of a paper that offers offline reading: starts the worker, says of a copy that it is one. */

/** Address of `path` below the root of the site. @param {string} path */
function address(path) {
  const manifest = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=manifest]"));
  return new URL(path, manifest?.href ?? location.href).href;
}

async function start() {
  const first = !navigator.serviceWorker.controller;
  // The one policy that the page allows: this address and no other.
  const types = /** @type {any} */ (globalThis).trustedTypes;
  const policy = types?.createPolicy("offline", { createScriptURL: () => address("sw.js") });
  await navigator.serviceWorker.register(policy?.createScriptURL("") ?? address("sw.js"));
  const { active } = await navigator.serviceWorker.ready;
  if (!first) return;
  // What was opened before there was a worker: this page and the pictures that it has shown.
  const shown = performance.getEntriesByType("resource").map((entry) => entry.name);
  const pictures = shown.filter((name) => name.startsWith(address("media/")));
  active?.postMessage({ keep: [location.href, ...pictures] });
}

/** @param {Element} note in the page, hidden until the page is a copy */
function tellOfCopy(note) {
  const { saved } = document.body.dataset;
  const time = note.querySelector(".offline-time");
  if (!saved || !time) return;
  time.textContent = new Date(saved).toLocaleString("vi", { dateStyle: "short", timeStyle: "short" });
  note.removeAttribute("hidden");
}

/** @param {Element} box lists what can be read without a network */
async function listCopies(box) {
  const list = box.querySelector("ul");
  const answer = await fetch(address("bai-da-luu.json"));
  const copies = answer.ok ? await answer.json() : [];
  list?.replaceChildren(
    ...copies.map((/** @type {{path: string, title: string}} */ { path, title }) => {
      const link = Object.assign(document.createElement("a"), { href: path, textContent: title });
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
  box.toggleAttribute("hidden", copies.length === 0);
}

const note = document.querySelector(".offline-note");
if (note) tellOfCopy(note);

const box = document.querySelector(".offline-copies");
if (box && "serviceWorker" in navigator) {
  const show = () => listCopies(box).catch(() => {});
  show();
  navigator.serviceWorker.addEventListener("message", show);
  box.querySelector("button")?.addEventListener("click", () => {
    navigator.serviceWorker.controller?.postMessage({ forget: true });
  });
}

if ("serviceWorker" in navigator) {
  const begin = () => start().catch(() => {});
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
}
