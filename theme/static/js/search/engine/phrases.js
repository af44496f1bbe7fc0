/** Phrases of the archive, to offer while a reader types. */

import { fold } from "./analysis.js";
import { json } from "./index.js";

const MOST = 8;

/** Phrases that begin like `text`, likeliest first; `marks` is what was typed.
 *  @param {{manifest: object, files: ReturnType<import("./index.js").fileStore>}} index
 *  @returns {Promise<{text: string, marks: [number, number][]}[]>} */
export async function phrasesLike(text, { manifest, files }, signal) {
  const wanted = fold(text).trim().replace(/\s+/g, " ");
  const key = wanted.replace(/ /g, "").slice(0, 2);
  if (!manifest.suggest.keys.includes(key)) return [];
  const phrases = await files.load(`${manifest.suggest.path}/${key}.bin`, signal, json);
  return phrases.filter(([phrase]) => fold(phrase).startsWith(wanted)).slice(0, MOST)
    .map(([phrase]) => ({ text: phrase, marks: [[0, wanted.length]] }));
}
