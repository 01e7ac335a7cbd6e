/* A button that asks before it does what can't be undone. */
import { button, focus, make } from "../core/dom.js";

/** @param {string} label @param {{question: string, words: string, no: string}} asked @param {() => void} act */
export function askingButton(label, { question, words, no }, act) {
  const place = make("div", { class: "asking" });
  const offer = () => place.replaceChildren(button(label, ask, { class: "button quiet" }));
  const back = () => {
    offer();
    place.querySelector("button")?.focus();
  };
  function ask() {
    const heading = make("h3", {}, question);
    place.replaceChildren(make("div", { class: "note bad" }, heading, make("p", {}, words),
      make("div", { class: "buttons" }, button("确定清除", act), button(no, back, { class: "button quiet" }))));
    focus(heading, "nearest");
  }
  offer();
  return place;
}
