/** Telex or VNI keys left in a word: `hanhf` -> `hành`. By spelling rules only, the same as plugins/site_search/language/syllables.py. */

import { fold } from "./analysis.js";

const ONSETS = "ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x".split(" ").concat("");
const RHYMES = "a(ch?|n[gh]?|[imoptuy])?|ă(ng?|[cmpt])|â(ng?|[cmptuy])|e(ng?|[cmopt])?|ê(ch|nh?|[mptu])?|" +
  "i(ch|nh?|[ampt]|u)?|iê(ng?|[cmptu])|o(ng?|[cimpt])?|oo(c|ng)|oa(ch?|n[gh]?|[imopty])?|oă(ng?|[cmt])|oe[not]?|" +
  "ô(ng?|[cimpt])?|ơ[imnpt]?|u(ng?|[acimơpt])?|uê(ch|nh)?|uy([atu]|ch|nh)?|uyê[nt]|uâ(ng?|[ty])|uô(ng?|[cimt])|" +
  "ư(ng?|[acimtu])?|ươ(ng?|[cimptu])|y(ê(ng?|[mtu]))?";
const RHYME = new RegExp(`^(${RHYMES})$`);
// `oong`, `ooc` (xoong, moóc) are rare, and how Telex writes `ông`, `ốc`.
const PLAIN_RHYME = new RegExp(`^(?!oo)(${fold(RHYMES)})$`);
const PLAIN_ONSETS = ONSETS.map(fold);

/** Whether `token`, without any diacritic, spells some Vietnamese syllable: `thi`, `duong`. @param {string} token */
export const isPlainSyllable = (token) =>
  PLAIN_ONSETS.some((onset) => token.startsWith(onset) && PLAIN_RHYME.test(token.slice(onset.length)));

/** The typed keys of marks, then those looked at later; keys of tones; marks typed after the syllable and who bears them. */
const TELEX = {
  marks: "dd:đ aa:â ee:ê oo:ô uow:ươ uwow:ươ uwo:ươ aw:ă ow:ơ uw:ư",
  tones: { f: "\u0300", s: "\u0301", r: "\u0309", x: "\u0303", j: "\u0323" },
  late: { w: "uo:ươ u:ư o:ơ a:ă" },
};
const VNI = {
  marks: "d9:đ a6:â e6:ê o6:ô u7o7:ươ uo7:ươ u7o:ươ u7:ư o7:ơ a8:ă",
  tones: { 2: "\u0300", 1: "\u0301", 3: "\u0309", 4: "\u0303", 5: "\u0323" },
  late: { 6: "a:â e:ê o:ô", 7: "uo:ươ u:ư o:ơ", 8: "a:ă" },
};
const rules = (text) => text.split(" ").map((rule) => rule.split(":"));

/** The word meant by `token`; `token` itself if it is none. @param {string} token */
export function repair(token) {
  // A letter first; two letters that begin with a vowel are rather `or`, `as`, `is`.
  if (!/^(?![aeiou].$)[a-z][a-z\d]+$/.test(token)) return token;
  return isPlainSyllable(token) ? token : decode(token, TELEX) || decode(token, VNI) || token;
}

/** Try without a tone, then each tone key from the last backwards; the first valid syllable wins. */
function decode(token, method) {
  for (let place = token.length; place > 0; place--) {
    const key = token[place] ?? "";
    const before = token.slice(0, place);
    if (key && !(key in method.tones && /[aeiouy]/.test(before))) continue;
    const letters = withMarks(before + token.slice(place + 1), method);
    const tone = method.tones[key] ?? "";
    // Keys cannot tell `ươ` from the rarer `uơ` of thuở, quơ.
    const word = withTone(letters, tone) || withTone(letters.replaceAll("ươ", "uơ"), tone);
    if (word && word !== token) return word;
  }
  return "";
}

function withMarks(letters, { marks, late }) {
  const found = rules(marks);
  const bearers = late[letters.at(-1)];
  if (bearers && !found.some(([keys]) => keys === letters.slice(-2))) {
    const rest = letters.slice(0, -1);
    const [plain, letter] = rules(bearers).find(([vowel]) => rest.includes(vowel)) ?? [];
    const at = rest.lastIndexOf(plain);
    if (plain) letters = rest.slice(0, at) + letter + rest.slice(at + plain.length);
  }
  if (/^d.+9/.test(letters)) letters = `đ${letters.slice(1).replace("9", "")}`;
  return found.reduce((text, [keys, letter]) => text.replaceAll(keys, letter), letters);
}

/** The syllable with its tone mark in place, or an empty string if it is not spelt like one. */
function withTone(letters, tone) {
  const onset = ONSETS.find((start) => letters.startsWith(start) && RHYME.test(letters.slice(start.length)));
  if (onset === undefined) return "";
  const rhyme = letters.slice(onset.length);
  if (/(c|ch|p|t)$/.test(rhyme) && !/[\u0301\u0323]/.test(tone)) return "";
  const place = onset.length + tonePlace(rhyme) + 1;
  return (letters.slice(0, place) + tone + letters.slice(place)).normalize("NFC");
}

function tonePlace(rhyme) {
  const places = (letters) => [...rhyme].flatMap((letter, place) => (letters.includes(letter) ? [place] : []));
  const bearer = places("ăâêôơư").at(-1);
  if (bearer !== undefined) return bearer;
  const [first, second, third] = places("aeiouy");
  const open = second === rhyme.length - 1 && third === undefined && !["oa", "oe", "uy"].includes(rhyme);
  return second === undefined || open ? first : second;
}
