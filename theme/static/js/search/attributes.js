/** What is known of every document beside its words: days, lengths, facets; and what a result shows. */

import { decodeColumns, json } from "./index.js";
import { slugify } from "./query.js";
import { FACETS } from "./state.js";

const yearOf = (day) => String(new Date((day + 10957) * 86400_000).getUTCFullYear());

/** `tu-phap/thi-hanh-an` is in `tu-phap` too. */
const withAncestors = (path) => path.split("/").map((_, at, parts) => parts.slice(0, at + 1).join("/"));

/** @param {{segments: object[], names: string, store: number}} manifest
 *  @param {ReturnType<import("./index.js").fileStore>} files */
export function attributeStore(manifest, files) {
  const { segments } = manifest;
  let days = [];
  let facetParts;
  let names = {};

  const columnsOf = (segment, signal) =>
    files.load(`${segment.path}/columns.bin`, signal, (bytes) => decodeColumns(bytes, segment.documents, manifest.lengths));

  let merged;
  /** Days and lengths of all documents. @returns {Promise<{days: number[], lengths: number[][]}>} */
  async function columns(signal) {
    if (!merged) {
      const parts = await Promise.all(segments.map((segment) => columnsOf(segment, signal)));
      merged = { days: parts.flatMap((part) => part.days), lengths: [0, 1, 2].map((at) => parts.flatMap((part) => part.lengths[at])) };
      days = merged.days;
    }
    return merged;
  }

  /** Facets of all documents and their names. */
  async function load(signal) {
    [names, ...facetParts] = await Promise.all([
      files.load(manifest.names, signal, json),
      ...segments.map((segment) => files.load(`${segment.path}/facets.bin`, signal, json)),
    ]);
  }

  const segmentOf = (doc) => segments.findLastIndex((segment) => segment.first <= doc);

  /** @returns {string[]} values of `facet` in document `doc` */
  function valuesOf(facet, doc) {
    if (facet === "year") return [yearOf(days[doc])];
    const at = segmentOf(doc);
    const { values, documents } = facetParts[at][facet];
    const found = [documents[doc - segments[at].first]].flat().filter((value) => value >= 0).map((value) => values[value]);
    return facet === "section" ? found.flatMap(withAncestors) : found;
  }

  /** Hits that pass everything, and for each facet how many would pass with another choice in it. */
  function narrowed({ hits }, plan, [from, to], filters, enough) {
    const first = Math.max(from, plan.from ?? -Infinity);
    const last = Math.min(to, plan.to ?? Infinity);
    const typed = Object.entries(plan.filters).map(([facet, slugs]) => (doc) =>
      valuesOf(facet, doc).some((value) => slugs.includes(slugify(value)) || slugs.includes(slugify(value.split("/").at(-1)))));
    const chosen = Object.entries(filters).map(([facet, values]) =>
      [facet, (doc) => valuesOf(facet, doc).some((value) => values.includes(value))]);
    const inReach = [...hits].filter(([doc]) => days[doc] >= first && days[doc] <= last && typed.every((test) => test(doc)));
    const all = inReach.filter(([doc]) => chosen.every(([, test]) => test(doc)));
    const good = all.filter(([, hit]) => enough(hit));
    const base = good.length ? inReach.filter(([, hit]) => enough(hit)) : inReach;
    const facets = {};
    for (const facet of Object.keys(FACETS)) {
      const counts = new Map();
      for (const [doc] of base) {
        if (!chosen.every(([other, test]) => other === facet || test(doc))) continue;
        for (const value of valuesOf(facet, doc)) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      facets[facet] = [...counts].sort((one, other) => facet === "year" ? (other[0] > one[0] ? 1 : -1) : other[1] - one[1]);
    }
    return { kept: good.length ? good : all, facets };
  }

  /** What the result list shows of `doc`. */
  async function result(doc, signal) {
    const segment = segments[segmentOf(doc)];
    const local = doc - segment.first;
    const number = Math.floor(local / manifest.store);
    const stored = await files.load(`${segment.path}/d/${number.toString(16)}.bin`, signal, json);
    return Object.fromEntries(Object.entries(stored).map(([key, list]) => [key, list[local % manifest.store]]));
  }

  /** The name of a value as readers see it; of a sub-section with that of its section. */
  function name(facet, value) {
    const known = names[facet] ?? {};
    return known[value] ?? value.split("/").map((slug) => known[slug] ?? slug).join(" › ");
  }

  return { columns, load, narrowed, result, name };
}
