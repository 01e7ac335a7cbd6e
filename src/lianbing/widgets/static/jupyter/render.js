/* anywidget: trait `data` in; out go `result`, what was done last, and `answers`, everything that was done. */
import { answerEntry } from "./answer-entry.js";

/**
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, handler: () => void) => void} on
 * @property {(event: string, handler: () => void) => void} off
 */

/** @type {Record<string, string>} */
const ELEMENTS = { item: "lb-item", scenario: "lb-scenario", task: "lb-task", selftest: "lb-selftest" };
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
  const show = () => {
    const data = model.get("data");
    const tag = tagOf(data);
    const element = document.createElement(tag ?? "p");
    if (tag) Object.assign(element, { data });
    else element.textContent = "这里没有可以显示的练习。";
    el.replaceChildren(element);
  };
  el.setAttribute("data-lm-suppress-shortcuts", "true"); // else JupyterLab takes typed letters as commands
  for (const name of EVENTS) el.addEventListener(name, report);
  model.on("change:data", show);
  show();
  return () => {
    for (const name of EVENTS) el.removeEventListener(name, report);
    model.off("change:data", show);
    el.replaceChildren();
  };
}
