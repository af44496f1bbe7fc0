/* Runs before the first paint, so it is a classic script: marks that scripts run, and restores the reader's colours. */
{
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const choice = localStorage.getItem("theme");
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
  } catch {
    // No storage: the system decides.
  }
}
