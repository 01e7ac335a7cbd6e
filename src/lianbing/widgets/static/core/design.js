/* Colours, sizes and fonts of design.json as custom properties of an element. A page that has them
   hands them down; for any other the element brings its own, light or dark. */
import { colours, fonts, sizes } from "../../../design.json";

/** @param {0 | 1} theme light or dark */
const shades = (theme) => Object.entries(colours)
  .map(([name, pair]) => `--${name}:var(--lb-${name},${pair[theme]});`).join("");

const fixed = Object.entries({ ...sizes, ...fonts }).map(([name, value]) => `--${name}:${value};`).join("");

/** Paper is light, whatever the screen is. */
export const DESIGN = `:host{${shades(0)}${fixed}color-scheme:light}`
  + `@media screen{:host([data-lb-theme="dark"]){${shades(1)}color-scheme:dark}}`;
