/** The reader's choice of colours: kept in this browser, gone when "system" is chosen. */

/** @param {HTMLSelectElement} select values: empty for the system's, `light`, `dark` */
export function attachThemeSwitch(select) {
  const root = document.documentElement;
  select.value = root.dataset.theme ?? "";
  select.addEventListener("change", () => {
    if (select.value) root.dataset.theme = select.value;
    else delete root.dataset.theme;
    remember(select.value);
  });
}

/** @param {string} choice */
function remember(choice) {
  try {
    if (choice) localStorage.setItem("theme", choice);
    else localStorage.removeItem("theme");
  } catch {
    // No storage: the choice holds for this page.
  }
}
