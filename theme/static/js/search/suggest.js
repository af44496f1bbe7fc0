/** Suggestions under a search box: an editable combobox with a list (WAI-ARIA APG). Focus never leaves the box. */

import { element, marked } from "./dom.js";

let count = 0;

/**
 * @param {HTMLInputElement} input
 * @param {{find: (text: string, signal: AbortSignal) => Promise<{text: string, marks: [number, number][]}[]>,
 *   pick: (text: string) => void, delay?: number}} options `pick` runs after the text is in the box
 */
export function attachSuggestions(input, { find, pick, delay = 120 }) {
  const list = element("ul", { id: `goi-y-${++count}`, role: "listbox", class: "search-suggestions", hidden: true });
  list.setAttribute("aria-label", input.dataset.suggestions ?? input.placeholder);
  input.after(list);
  const aria = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(aria)) input.setAttribute(name, value);
  let typed = "";
  let at = -1;
  let timer;
  let running;

  function close() {
    clearTimeout(timer);
    running?.abort();
    at = -1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(found) {
    list.replaceChildren(...found.map(({ text, marks }, index) =>
      element("li", { id: `${list.id}-${index}`, role: "option", "data-text": text, "aria-selected": "false" },
        ...marked(text, marks))));
    at = -1;
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  /** Position -1 is the box itself with what was typed. */
  function move(step) {
    const options = [...list.children];
    const places = options.length + 1;
    at = ((at + 1 + step + places) % places) - 1;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    input.value = options[at]?.dataset.text ?? typed;
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }

  async function look() {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const found = await find(typed, signal).catch(() => []);
    if (!signal.aborted && document.activeElement === input) show(found);
  }

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    if (!typed.trim()) return close();
    timer = setTimeout(look, delay);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (list.hidden) {
      if (event.key === "ArrowDown" && input.value.trim()) look((typed = input.value));
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      input.value = typed;
      close();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(input.value);
    } else if (event.key === "Enter") close();
  });
  function choose(text) {
    close();
    input.value = typed = text;
    pick(text);
  }
  input.addEventListener("blur", close);
  // Before the box loses focus, which would close the list under the finger.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option.dataset.text);
  });
  // Typed while this script was on its reading.
  if (input.value && input === document.activeElement) look((typed = input.value));
  return { close };
}
