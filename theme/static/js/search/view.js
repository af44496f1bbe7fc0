/** Search results on the page, from the `<template>`s that the theme wrote. The page is one folder deep in the site,
 *  which may itself stand below a path of its host: addresses from the site's root begin with `..` here. */

import { visible } from "./engine/analysis.js";
import { element, filled, marked } from "./dom.js";
import { addressOf } from "./engine/state.js";

/** Whole numbers the Vietnamese reading: 1600 -> `1.600`. */
export const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ".");

/**
 * @param {HTMLTemplateElement} template parts are found by `data-part`
 * @param {import("./engine/engine.js").Result} result
 * @param {{names: (facet: string, slug: string) => string, marks: (text: string) => [number, number][], hit: string}} how
 *   `hit` goes behind the address, for the target page to mark the words
 */
export function resultItem(template, result, { names, marks, hit }) {
  const item = template.content.firstElementChild.cloneNode(true);
  const part = (name) => item.querySelector(`[data-part="${name}"]`);
  for (const link of item.querySelectorAll("a")) link.href = `..${result.url}${hit}`;
  const put = (name, text) => part(name).replaceChildren(...marked(text, marks(text)));
  put("title", visible(result.title));
  put("snippet", visible(result.sapo));
  part("source").textContent = result.source && `(${result.source}) - `;
  part("date").textContent = result.date.slice(0, 10).split("-").reverse().join("/");
  part("date").dateTime = `${result.date}+07:00`;
  part("section").textContent = names("section", result.section);
  part("kind").textContent = names("kind", result.kind);
  const picture = part("picture");
  if (result.picture) showPicture(picture, ...result.picture);
  else picture.remove();
  return item;
}

/** @param {string} [kind] of a smaller file beside that at `url`: `avif` or `webp` */
function showPicture(place, url, width, height, kind) {
  const source = place.querySelector("source");
  if (kind) Object.assign(source, { srcset: `..${url.replace(/\w+$/, kind)}`, type: `image/${kind}` });
  else source.remove();
  place.querySelector("img").src = `..${url}`;
}

/** Links to pages around `state.page`, the first and the last. @param {import("./engine/state.js").State} state
 *  @param {number} pages @param {Record<string, string>} words @returns {Node[]} */
export function pageLinks(state, pages, words) {
  if (pages < 2) return [];
  const near = [1, state.page - 1, state.page, state.page + 1, pages].filter((page) => page >= 1 && page <= pages);
  const link = (page, text, attributes) =>
    element("li", {}, element("a", { href: addressOf({ ...state, page }), ...attributes }, text));
  const items = [];
  if (state.page > 1) items.push(link(state.page - 1, words.previous, { rel: "prev" }));
  let last = 0;
  for (const page of new Set(near)) {
    if (page > last + 1) items.push(element("li", { "aria-hidden": "true" }, "…"));
    items.push(link(page, number(page), {
      "aria-label": filled(words.page, { number: number(page) }),
      "aria-current": page === state.page && "page",
    }));
    last = page;
  }
  if (state.page < pages) items.push(link(state.page + 1, words.next, { rel: "next" }));
  return items;
}

/** Date presets ending today, as links: `[["7 ngày", 7], …]`. @param {import("./engine/state.js").State} state
 *  @param {[string, number][]} presets @param {string} today `yyyy-mm-dd` @returns {Node[]} */
export function dateLinks(state, presets, today) {
  return presets.map(([text, days]) => {
    const from = days && new Date(Date.parse(today) - (days - 1) * 86400_000).toISOString().slice(0, 10);
    const chosen = state.from === (from || "") && (!state.to || state.to === today);
    return element("li", {}, element("a", {
      href: addressOf({ ...state, from: from || "", to: "", page: 1 }),
      "aria-current": chosen && "true",
      rel: "nofollow",
    }, text));
  });
}
