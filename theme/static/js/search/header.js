/** The search box over every page: suggestions; the form itself leads to the search page. */

import { open } from "./engine.js";
import { attachSuggestions } from "./suggest.js";

/** @param {HTMLFormElement} form */
export default function attach(form) {
  const engine = open(new URL("chi-muc/", form.action));
  attachSuggestions(form.elements.q, { find: engine.suggest, pick: () => form.requestSubmit() });
}
