/** Vietnamese text -> sentences of tokens, as plugins/site_search/language/ANALYSIS.md defines and the index was made. Pure. */

const JOINED_LETTERS = "a-z0-9\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1eff";
// Of scripts without blanks each character is a token: Kana, Han, Hangul.
const ALONE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3";
export const LETTERS = JOINED_LETTERS + ALONE;
const LONGEST_TOKEN = 40;
const INVISIBLE = /[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff]/g;
// Between two syllables a zero-width character stands for a blank.
const VOWELS = "aeiouyà-ãè-êìíò-õùúýăĩũơưạ-ỹ";
const BETWEEN = new RegExp(`([${VOWELS}][${JOINED_LETTERS}]{0,8})[\\u200b-\\u200d\\u2060\\ufeff]+(?=[${JOINED_LETTERS}]{0,8}[${VOWELS}])`, "gi");
const CHUNK = new RegExp(`[${ALONE}]|[${JOINED_LETTERS}]+(?:[./,_\u2010-\u2015-][${JOINED_LETTERS}]+)*|[.;!?\u2026\n\u2029]+`, "g");
const PARTS = new RegExp(`[${LETTERS}]+`, "g");
const JOINED = new RegExp(`[^${LETTERS}]`);
const THOUSANDS = /^(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,})$/;
const SHORT_FORMS = new Set("tp tx tt ths ts gs pgs bs ks ls cn mr mrs dr no st vs".split(" "));

// In decomposed text: a tone on the first letter of an oa, oe, uy that ends the syllable.
const OLD_STYLE = /(o(?=.[ae])|u(?=.y))([\u0300\u0301\u0309\u0303\u0323])([aey])(?![\p{L}\p{M}\p{N}])/gu;

/** Composed, without invisible characters: as long as what `normalise` makes of it. @param {string} text */
export const visible = (text) => text.normalize("NFC").replace(BETWEEN, "$1 ").replace(INVISIBLE, "");

/** Full-width characters, raised and lowered figures as plain ones. */
const plain = (text) => text.replace(/[\uff01-\uff5e⁰¹²³⁴-⁹₀-₉]/g, (one) => one.normalize("NFKC"));

/** Lower case, composed, `ð` as `đ`, one kind of figures, without invisible characters. @param {string} text */
export const normalise = (text) =>
  visible(plain(text).normalize("NFC").toLowerCase()).replace(/ð/g, "đ").replace(/ς/g, "σ");

/** The key that accented and accent-less spellings share: `đường sắt` -> `duong sat`. @param {string} term */
export const fold = (term) =>
  term.toLowerCase().replace(/[đð]/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");

const token = (letters) =>
  letters.normalize("NFD").replace(OLD_STYLE, "$1$3$2").normalize("NFC").slice(0, LONGEST_TOKEN);

/** `1.600` -> `1600`, `59.36` and `59,36` -> `59,36`; empty if it is no number. */
function asNumber(chunk) {
  if (THOUSANDS.test(chunk)) return chunk.replace(chunk.includes(".") ? /\./g : /,/g, "").slice(0, LONGEST_TOKEN);
  return /^\d+[.,]\d+$/.test(chunk) ? chunk.replace(".", ",").slice(0, LONGEST_TOKEN) : "";
}

/** Put the tokens of `chunk` into `sentence`, and the code that it is as a whole. */
function split(chunk, start, { tokens, codes, spans }) {
  const put = (text, from, length) => {
    tokens.push(text);
    spans.push([from, from + length]);
  };
  const number = asNumber(chunk);
  if (number || !JOINED.test(chunk)) return put(number || token(chunk), start, chunk.length);
  if (!chunk.includes(",")) {
    for (const part of chunk.matchAll(PARTS)) put(token(part[0]), start + part.index, part[0].length);
    return codes.push(chunk.replace(/[\u2010-\u2015]/g, "-").replace(PARTS, token).slice(0, 2 * LONGEST_TOKEN));
  }
  // A comma joins figures only.
  for (const piece of chunk.split(",")) {
    split(piece, start, { tokens, codes, spans });
    start += piece.length + 1;
  }
}

/**
 * The sentences of a text; those without any token are left out.
 * @param {string} text @returns {{tokens: string[], codes: string[], spans: [number, number][]}[]}
 *   `spans`: where each token stands in `normalise(text)`
 */
export function sentences(text) {
  const empty = () => ({ tokens: [], codes: [], spans: [] });
  const found = [empty()];
  for (const { 0: chunk, index } of normalise(text).matchAll(CHUNK)) {
    const last = found.at(-1).tokens.at(-1);
    if (!/[.;!?\u2026\n\u2029]/.test(chunk[0])) split(chunk, index, found.at(-1));
    else if (last && !(chunk === "." && (SHORT_FORMS.has(last) || /^\D$/.test(last)))) found.push(empty());
  }
  return found.filter(({ tokens }) => tokens.length);
}

/** Neighbours within a sentence: `["thi hành", "hành án"]`. @param {string[]} tokens */
export const pairs = (tokens) => tokens.slice(1).map((second, index) => `${tokens[index]} ${second}`);
