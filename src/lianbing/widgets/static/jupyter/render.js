/* anywidget: traits `data` and `roots` in; out go `result`, what was done last, and `answers`, everything that was done. */
import { make } from "../core/dom.js";
import { answerEntry } from "./answer-entry.js";
import { leadsToAPage, placeOf, served } from "./book-links.js";

/**
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, handler: () => void) => void} on
 * @property {(event: string, handler: () => void) => void} off
 */

/** @type {Record<string, string>} */
const ELEMENTS = { item: "lb-item", scenario: "lb-scenario", task: "lb-task", form: "lb-form", selftest: "lb-selftest" };
const EVENTS = ["lb-answer", "lb-choice", "lb-scenario-end", "lb-selftest-end"];

/** @param {any} data */
const tagOf = (data) => (data?.schema === "lianbing/booklet@2" ? "lb-booklet" : ELEMENTS[data?.kind]);

/** A task's result gathers its fields, a scenario's is the walk so far; everything else is the last event. @param {string} event @param {any} before @param {any} detail */
function resultOf(event, before, detail) {
  if (event === "lb-choice") return { scenario: detail.scenario, path: detail.path, finished: false };
  if (event === "lb-scenario-end") return { ...detail, finished: true };
  if (!detail.task) return detail;
  const answers = before?.task === detail.task ? before.answers : {};
  return { task: detail.task, answers: { ...answers, [detail.item]: detail } };
}

/** Shows the model's data in a node; what it gives back takes all away again.
 * @param {{model: Model, el: HTMLElement}} context */
export function render({ model, el }) {
  /** @param {Event} event */
  const report = (event) => {
    const { type, detail } = /** @type {CustomEvent} */ (event);
    // A widget shown in two places has one model: what the other place has added stays.
    const entry = answerEntry(type, model.get("data"), detail);
    if (entry) model.set("answers", [...(model.get("answers") ?? []), entry]);
    if (!(type === "lb-answer" && detail.selftest)) model.set("result", resultOf(type, model.get("result"), detail));
    model.save_changes();
  };
  /** @param {Event} event */
  const follow = (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    const href = link instanceof HTMLAnchorElement ? link.getAttribute("href") : null;
    if (href === null || !leadsToAPage(href)) return;
    event.preventDefault();
    const place = placeOf(href, model.get("roots") ?? [], served(), location.pathname);
    if ("url" in place) window.open(place.url, "_blank", "noopener");
    else note.textContent = place.sentence;
  };
  const note = make("p", { role: "status" });
  const show = () => {
    const data = model.get("data");
    const tag = tagOf(data);
    const element = document.createElement(tag ?? "p");
    if (tag) Object.assign(element, { data });
    else element.textContent = "这里没有可以显示的练习。";
    note.textContent = "";
    el.replaceChildren(element, note);
  };
  el.setAttribute("data-lm-suppress-shortcuts", "true"); // else JupyterLab takes typed letters as commands
  for (const name of EVENTS) el.addEventListener(name, report);
  el.addEventListener("click", follow);
  model.on("change:data", show);
  show();
  return () => {
    for (const name of EVENTS) el.removeEventListener(name, report);
    el.removeEventListener("click", follow);
    model.off("change:data", show);
    el.replaceChildren();
  };
}
