/** The search box over every page: suggestions; the form itself leads to the search page. */

import { openFiles } from "./engine/index.js";
import { phrasesLike } from "./engine/phrases.js";
import { attachSuggestions } from "./suggest.js";

/** @param {HTMLFormElement} form */
export default function attach(form) {
  const index = openFiles(new URL("chi-muc/", form.action));
  index.catch(() => {});
  attachSuggestions(form.elements.q, {
    find: async (text, signal) => phrasesLike(text, await index, signal),
    pick: () => form.requestSubmit(),
  });
}
