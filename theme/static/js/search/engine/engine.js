/** The search engine: which files a query needs, in what order, and what comes of it. No DOM. */

import { fold, pairs } from "./analysis.js";
import { attributeStore } from "./attributes.js";
import { IndexError, openFiles } from "./index.js";
import { marker } from "./marks.js";
import { corrected, restored } from "./offers.js";
import { phrasesLike } from "./phrases.js";
import { makePlan, rangeOf } from "./query.js";
import { byDay, byScore, ranker } from "./rank.js";
import { FACETS } from "./state.js";
import { termStore } from "./terms.js";

export const PER_PAGE = 10;

/** Addresses that the first look at a plan needs. */
function firstPaths({ groups, without }, terms) {
  const clauses = groups.flat();
  return [
    ...clauses.flatMap(({ readings }) => readings)
      .flatMap((reading) => (reading.pairs.length ? [...reading.pairs.flat(), ...reading.codes] : reading.singles[0]))
      .flatMap((term) => terms.paths(fold(term))),
    ...[...without, ...clauses.flatMap(({ must }) => must ?? [])].flatMap(({ tokens }) =>
      (tokens[1] ? pairs(tokens) : tokens).flatMap((term) => terms.paths(fold(term), tokens.length > 2))),
  ];
}

/** Carry out a plan: fetch what it names; then, together, what its first look shows to be needed besides; and score.
 *  @param {string[]} facets to load as well @returns {Promise<ReturnType<ReturnType<typeof ranker>["hits"]>>} */
async function ranked(plan, { manifest, terms, attributes }, facets, signal) {
  const first = [attributes.columns(signal), terms.load(firstPaths(plan, terms), signal), attributes.load(facets, signal)];
  const [columns] = await Promise.all(first);
  signal.throwIfAborted();
  const rank = ranker(manifest, terms, columns);
  await terms.load(plan.groups.flat().flatMap(rank.needed), signal);
  signal.throwIfAborted();
  return rank.hits(plan);
}

/** What a search is limited to beside its words: what was typed and what was chosen on the page. */
function limitsOf(state, plan) {
  const first = Math.max(rangeOf(state.from)?.[0] ?? -Infinity, plan.from ?? -Infinity);
  const last = Math.min(rangeOf(state.to)?.[1] ?? Infinity, plan.to ?? Infinity);
  const facets = Object.keys({ ...state.filters, ...plan.filters });
  const any = facets.length > 0 || plan.without.length > 0 || first > -Infinity || last < Infinity;
  return { filters: state.filters, typed: plan.filters, first, last, facets, any };
}

/** @param {URL} base folder of manifest.json @param {RequestInit} [options] */
export async function openIndex(base, options) {
  const { manifest, files } = await openFiles(base, options);
  return { manifest, files, terms: termStore(manifest, files), attributes: attributeStore(manifest, files) };
}

/** @param {URL} base folder of manifest.json */
export function open(base) {
  let index;
  let now;

  /** The index; opened again after a failure. */
  function opened(options) {
    index ??= openIndex(base, options).then((made) => (now = made));
    index.catch(() => (index = undefined));
    return index;
  }

  /**
   * @param {import("./state.js").State & {typing?: boolean, counted?: boolean}} state `counted`: facets will be asked for @param {AbortSignal} signal
   * @returns {Promise<{total: number, results: Result[], suggestion: string | null, words: string,
   *   facets: () => Promise<Record<string, [string, number][]>>, marks: (text: string) => [number, number][]}>}
   * @typedef {{doc: number, score: number, id: number, url: string, title: string, sapo: string, date: string,
   *   section: string, kind: string, source: string, picture: [string, number, number] | 0, authors: string}} Result
   */
  async function search(state, signal) {
    const made = await opened();
    const { terms, attributes } = made;
    const plan = makePlan(state.text, made.manifest.abbreviations, state.typing, made.manifest.synonyms);
    const limits = limitsOf(state, plan);
    const found = await ranked(plan, made, limits.facets, signal);
    const hits = plan.groups.length || limits.any ? [...found.scores.keys()] : [];
    if (state.counted) attributes.load(Object.keys(FACETS), signal).catch(() => {});
    const kept = attributes.narrowed(hits, limits).map((doc) => [doc, found.scores.get(doc)]);
    const order = plan.groups.length && state.sort === "relevance" ? byScore(kept) : byDay(kept, found.days);
    const results = await Promise.all(order.slice((state.page - 1) * PER_PAGE, state.page * PER_PAGE)
      .map(async ([doc, score]) => ({ ...await attributes.result(doc, signal), doc, score })));
    signal.throwIfAborted();
    return {
      total: order.length,
      results,
      suggestion: plan.repaired ?? corrected(found.corrections, order.slice(0, PER_PAGE).map(([doc]) => doc), found.scoreOf) ?? restored(plan, terms),
      facets: () => attributes.counts(hits, limits, signal),
      words: plan.groups.flat().map(({ readings: [reading] }) => reading.tokens.join(" ")).join(),
      marks: marker([...plan.groups.flat().flatMap(({ readings }) => readings), ...found.corrections]),
    };
  }

  return {
    /** As `search` above; a tab that was open while a new paper was published finds its old files gone and starts anew. */
    search: (state, signal) => search(state, signal).catch((error) => {
      if (!(error instanceof IndexError)) throw error;
      index = undefined;
      return opened({ cache: "reload" }).then(() => search(state, signal));
    }),
    suggest: async (text, signal) => phrasesLike(text, await opened(), signal),
    /** Fetch what every query needs. */
    warm: () => opened().then(({ attributes }) => attributes.columns()).catch(() => {}),
    /** Whether the first look at `state` needs no file. */
    isAtHand: ({ text }) => Boolean(now) &&
      firstPaths(makePlan(text, now.manifest.abbreviations, false, now.manifest.synonyms), now.terms).every(now.files.atHand),
    name: (facet, value) => now.attributes.name(facet, value),
  };
}
