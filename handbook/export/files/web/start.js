"use strict";
// Before anything is laid out: with scripts only the article that is open takes room.
document.documentElement.classList.add("js");
