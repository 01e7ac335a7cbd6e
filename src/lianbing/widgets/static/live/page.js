/* The page that the server gives: nothing but a place for one element. */
import { make } from "../core/dom.js";

/** @param {string} name the element's */
export function fillPage(name) {
  const place = document.getElementById("live");
  if (!place || place.querySelector(name)) return;
  document.head.append(make("style", {}, "html,body{margin:0}"));
  const element = document.createElement(name);
  Object.assign(element, { data: {} });
  place.replaceChildren(element);
}
