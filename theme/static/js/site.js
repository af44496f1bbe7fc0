/** Loaded by every page. Pages are complete without it; each part below makes something already there more convenient. */

import { tellAges } from "./ages.js";
import { attachHeaderSearch } from "./header-search.js";
import { attachMenu, showCurrent } from "./menu.js";
import { attachThemeSwitch } from "./theme-switch.js";

const menu = document.querySelector(".menu-all");
if (menu instanceof HTMLDetailsElement) attachMenu(menu);

const strip = document.querySelector(".menu-strip");
if (strip) showCurrent(strip);

const themeSwitch = document.querySelector(".theme-switch select");
if (themeSwitch instanceof HTMLSelectElement) attachThemeSwitch(themeSwitch);

const search = document.querySelector(".header-search");
if (search instanceof HTMLFormElement) attachHeaderSearch(search);

tellAges(document, Date.now());

const shares = document.querySelectorAll(".share");
if (shares.length) import("./share.js").then(({ attachShare }) => shares.forEach(attachShare));

// The list of questions or headings stands beside the text where there is room; elsewhere it opens when asked.
if (matchMedia("(width >= 68rem)").matches) {
  document.querySelectorAll(".contents details").forEach((list) => list.setAttribute("open", ""));
}

// From a search result: mark the words that were searched for.
if (location.hash.startsWith("#tim=")) import("./search/highlight.js");
