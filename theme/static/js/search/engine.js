/** The search engine: which files a query needs, in what order, and what comes of it. No DOM. */

import { fold } from "./analysis.js";
import { attributeStore } from "./attributes.js";
import { fileStore, IndexError, json, VERSION } from "./index.js";
import { marker } from "./marks.js";
import { corrected, restored } from "./offers.js";
import { makePlan, rangeOf } from "./query.js";
import { byDay, byScore, ranker } from "./rank.js";
import { termStore } from "./terms.js";

export const PER_PAGE = 10;

/** Addresses that the first look at `plan` needs. */
function firstPaths({ groups, without }, terms) {
  const phrases = [...without];
  const wanted = groups.flat().flatMap(({ ways, must }) => {
    if (must) phrases.push(must);
    return ways.flatMap((way) => (way.tokens.length === 1 ? way.singles[0] : [...way.pairs.flat(), ...way.codes]));
  });
  return [
    ...wanted.flatMap((term) => terms.paths(fold(term))),
    ...phrases.flatMap(({ tokens }) => tokens.length === 1 ? terms.paths(fold(tokens[0]))
      : tokens.slice(1).flatMap((second, at) =>
        terms.paths(fold(`${tokens[at]} ${second}`), { places: tokens.length > 2 }))),
  ];
}

/** @param {URL} base folder of manifest.json */
export function open(base) {
  let index;

  async function openIndex(options) {
    const files = fileStore(base);
    const manifest = await files.load("manifest.json", undefined, undefined, options);
    if (manifest.version !== VERSION) throw new IndexError(`version ${manifest.version}`);
    return { manifest, files, terms: termStore(manifest, files), attributes: attributeStore(manifest, files) };
  }

  /** The index; opened again after a failure. */
  function opened(options) {
    index ??= openIndex(options).then((made) => (opened.now = made), (error) => {
      index = undefined;
      throw error;
    });
    return index;
  }

  async function rankedHits(plan, { manifest, terms, attributes }, signal) {
    const [columns] = await Promise.all([attributes.columns(signal), terms.load(firstPaths(plan, terms), signal)]);
    signal.throwIfAborted();
    const rank = ranker(manifest, terms, columns);
    const singles = plan.groups.map((group) => group.map(({ ways }) => ways.map(rank.needed)));
    const lone = plan.groups.flatMap((group, g) => group.flatMap(({ ways }, c) =>
      ways.flatMap((way, w) => singles[g][c][w].flatMap((at) => way.singles[at]))));
    await terms.load(lone.flatMap((token) => terms.paths(fold(token))), signal);
    signal.throwIfAborted();
    return { rank, columns, hits: rank.hits(plan, singles) };
  }

  async function run(state, signal) {
    const made = await opened();
    const { manifest, terms, attributes } = made;
    const plan = makePlan(state.text, manifest.abbreviations, state.typing);
    let found = await rankedHits(plan, made, signal);
    let suggestion = plan.repaired;
    const enough = ([, cover]) => cover >= manifest.ranking.wanted;
    if (plan.groups.length && ![...found.hits.values()].some(enough)) {
      const better = corrected(plan, terms);
      if (better) {
        suggestion ??= better.text;
        found = await rankedHits(better.plan, made, signal);
      }
    }
    await attributes.load(signal);
    signal.throwIfAborted();
    suggestion ??= restored(plan, terms);
    const { kept, facets } = attributes.narrowed(found, plan, daysOf(state), state.filters, enough);
    const scored = kept.map(([doc, [score]]) => [doc, found.rank.finalScore(doc, score)]);
    const byTime = state.sort === "newest" || !plan.groups.length;
    const order = byTime ? byDay(scored, found.columns.days) : byScore(scored);
    return { order, facets, suggestion, plan, made };
  }

  /**
   * @param {import("./state.js").State & {typing?: boolean}} state @param {AbortSignal} signal
   * @returns {Promise<{total: number, results: Result[], facets: Record<string, [string, number][]>,
   *   suggestion: string | null, marks: (text: string) => [number, number][]}>}
   * @typedef {{doc: number, score: number, id: number, url: string, title: string, sapo: string, date: string,
   *   section: string, kind: string, source: string, picture: [string, number, number] | 0, authors: string}} Result
   */
  async function search(state, signal) {
    const { order, facets, suggestion, plan, made } = await run(state, signal);
    const shown = order.slice((state.page - 1) * PER_PAGE, state.page * PER_PAGE);
    const results = await Promise.all(shown.map(([doc, score]) => made.attributes.result(doc, signal)
      .then((stored) => ({ ...stored, doc, score }))));
    signal.throwIfAborted();
    return { total: order.length, results, facets, suggestion, marks: marker(plan) };
  }

  /** Phrases of the archive that begin like `text`. */
  async function suggest(text, signal) {
    const { manifest, files } = await opened();
    const wanted = fold(text).trim().replace(/\s+/g, " ");
    const key = wanted.replace(/ /g, "").slice(0, 2);
    if (!manifest.suggest?.keys.includes(key)) return [];
    const phrases = await files.load(`${manifest.suggest.path}/${key}.bin`, signal, json);
    return phrases.filter(([phrase]) => fold(phrase).startsWith(wanted)).slice(0, 8)
      .map(([phrase]) => ({ text: phrase, marks: [[0, wanted.length]] }));
  }

  return {
    /** As `search` above; a tab that was open while a new paper was published finds its old files gone and starts anew. */
    search: (state, signal) => search(state, signal).catch((error) => {
      if (!(error instanceof IndexError) || !error.message.startsWith("404")) throw error;
      index = undefined;
      return opened({ cache: "reload" }).then(() => search(state, signal));
    }),
    suggest,
    /** Fetch what every query needs. */
    warm: () => void opened().then(({ attributes }) => attributes.columns()).catch(() => {}),
    /** Whether the first look at `state` needs no file. */
    isAtHand({ text, typing }) {
      const { manifest, files, terms } = opened.now ?? {};
      return Boolean(manifest) && firstPaths(makePlan(text, manifest.abbreviations, typing), terms).every(files.atHand);
    },
    name: (facet, slug) => opened.now?.attributes.name(facet, slug) ?? slug,
  };
}

/** @param {import("./state.js").State} state @returns {[number, number]} */
const daysOf = ({ from, to }) => [from ? rangeOf(from)?.[0] ?? -Infinity : -Infinity, to ? rangeOf(to)?.[1] ?? Infinity : Infinity];
