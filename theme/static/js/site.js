/** Loaded by every page. Pages are complete without it; each part below makes something already there more convenient. */

import { attachMenu } from "./menu.js";
import { attachThemeSwitch } from "./theme-switch.js";

const menu = document.querySelector(".menu-all");
if (menu instanceof HTMLDetailsElement) attachMenu(menu);

const themeSwitch = document.querySelector(".theme-switch select");
if (themeSwitch instanceof HTMLSelectElement) attachThemeSwitch(themeSwitch);

const share = document.querySelector(".share");
if (share instanceof HTMLElement) import("./share.js").then(({ attachShare }) => attachShare(share));

// The header's search engine is fetched only when the reader turns to the box.
const search = document.querySelector(".header-search");
search?.addEventListener("focusin", () => import("./search/header.js").then((module) => module.default(search)), {
  once: true,
});
