/* The cases that Python and JavaScript must agree on. */
import fs from "node:fs";

/** @param {string} name */
export const vectors = (name) => JSON.parse(fs.readFileSync(new URL(`../vectors/${name}`, import.meta.url), "utf8"));
