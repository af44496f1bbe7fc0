/** Loaded by every page. Pages are complete without it; each part below makes something already there more convenient. */

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

const share = document.querySelector(".share");
if (share instanceof HTMLElement) import("./share.js").then(({ attachShare }) => attachShare(share));

// From a search result: mark the words that were searched for.
if (location.hash.startsWith("#tim=")) import("./search/highlight.js");
