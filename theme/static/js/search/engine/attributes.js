/** What is known of every document beside its words: days, lengths, facets; and what a result shows. */

import { decodeColumns, decodeFacet, hex, json } from "./index.js";
import { slugify } from "./query.js";
import { FACETS } from "./state.js";

const LISTED = ["author", "topic", "law"];
const yearOf = (day) => String(new Date((day + 10957) * 86400_000).getUTCFullYear());
/** The numbers of documents hold strokes, which say nothing of steps. */
const stepsOf = (facet, value) => (facet === "law" ? [value] : value.split("/"));
/** `tu-phap/thi-hanh-an` is in `tu-phap` too. */
const withAncestors = (path) => path.split("/").map((_, at, parts) => parts.slice(0, at + 1).join("/"));

/** @param {{columns: object[], names: string, store: number, block: number, stores: string[], lengths: number[]}} manifest
 *  @param {ReturnType<import("./index.js").fileStore>} files */
export function attributeStore(manifest, files) {
  const { columns: segments } = manifest;
  let known;

  /** Days and lengths of all documents; with them come the names of facets. @returns {Promise<{days: number[], lengths: number[][]}>} */
  async function columns(signal) {
    if (known) return known;
    const [, ...parts] = await Promise.all([
      files.load(manifest.names, signal, json),
      ...segments.map((segment) => files.load(`${segment.path}/columns.bin`, signal,
        (bytes) => decodeColumns(bytes, segment.documents, manifest.lengths))),
    ]);
    known = {
      days: parts.flatMap((part) => part.days),
      lengths: [0, 1, 2].map((field) => parts.flatMap((part) => part.lengths[field])),
    };
    return known;
  }

  const facetPath = (segment, facet) => `${segment.path}/f/${facet}.bin`;
  /** Load facets. @param {string[]} facets @param {AbortSignal} signal */
  const load = (facets, signal) => Promise.all(facets.filter((facet) => facet !== "year").flatMap((facet) =>
    segments.map((segment) => files.load(facetPath(segment, facet), signal,
      (bytes) => decodeFacet(bytes, segment.documents, LISTED.includes(facet))))));

  const segmentOf = (doc) => segments.findLast((segment) => segment.first <= doc);

  /** @returns {string[]} values of `facet`, which is loaded, in document `doc` */
  function valuesOf(facet, doc) {
    if (facet === "year") return [yearOf(known.days[doc])];
    const segment = segmentOf(doc);
    const values = files.atHand(facetPath(segment, facet))[doc - segment.first];
    return facet === "section" ? values.flatMap(withAncestors) : values;
  }

  /** Whether a document passes, by facet chosen on the page; `""` is everything else. */
  function testsOf({ filters, typed, first, last }) {
    const tests = { "": (doc) => known.days[doc] >= first && known.days[doc] <= last &&
      Object.entries(typed).every(([facet, slugs]) =>
        valuesOf(facet, doc).some((value) => stepsOf(facet, value).some((part) => slugs.includes(slugify(part))))) };
    for (const [facet, chosen] of Object.entries(filters)) {
      tests[facet] = (doc) => valuesOf(facet, doc).some((value) => chosen.includes(value));
    }
    return Object.entries(tests);
  }

  /** Documents that pass all limits. @param {number[]} hits */
  function narrowed(hits, limits) {
    const tests = testsOf(limits);
    return hits.filter((doc) => tests.every(([, test]) => test(doc)));
  }

  /** For each facet, how many hits each value has under all other limits. */
  async function counts(hits, limits, signal) {
    const facets = Object.keys(FACETS);
    await load(facets, signal);
    const tests = testsOf(limits);
    return Object.fromEntries(facets.map((facet) => {
      const counted = new Map();
      for (const doc of hits) {
        if (!tests.every(([other, test]) => other === facet || test(doc))) continue;
        for (const value of valuesOf(facet, doc)) counted.set(value, (counted.get(value) ?? 0) + 1);
      }
      return [facet, [...counted].sort((one, other) =>
        facet === "year" ? other[0] - one[0] : other[1] - one[1] || (one[0] < other[0] ? -1 : 1))];
    }));
  }

  /** What the result list shows of `doc`. */
  async function result(doc, signal) {
    const folder = manifest.stores[Math.floor(doc / manifest.block)];
    const path = `${folder}/${hex(Math.floor((doc % manifest.block) / manifest.store))}.bin`;
    const stored = await files.load(path, signal, json);
    const found = Object.fromEntries(Object.entries(stored).map(([key, list]) => [key, list[doc % manifest.store]]));
    found.url ||= `/${found.section.split("/")[0]}/${slugify(found.title, 80)}-post${found.id}.html`;
    return found;
  }

  /** The name of a value as readers see it; of a sub-section with that of its section. */
  const name = (facet, value) =>
    stepsOf(facet, value).map((slug) => files.atHand(manifest.names)[facet]?.[slug] ?? slug).join(" › ");

  return { columns, load, narrowed, counts, result, name };
}
