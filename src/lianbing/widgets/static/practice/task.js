/* <lb-task>: the numbered fields of a data exercise, with a running summary. */
import { Base } from "../core/base.js";
import { make } from "../core/dom.js";
import { practice } from "./item.js";
import { record } from "./record.js";
import { PRACTICE_STYLE } from "./style.js";

/**
 * @import { Item, Task } from "../wire.d.ts"
 * @import { AnswerDetail } from "./entry.js"
 */

/** @param {number} total @param {AnswerDetail[]} details */
function summaryText(total, details) {
  const right = details.filter(({ verdict }) => verdict === "correct").length;
  return `已答 ${details.length}/${total}，对 ${right}`;
}

export class TaskElement extends Base {
  static style = PRACTICE_STYLE;

  /** @param {Task} task */
  draw(task) {
    /** @type {Map<string, AnswerDetail>} */
    const answered = new Map();
    const summary = make("p", { class: "summary", role: "status" });
    const update = () => {
      const words = summaryText(task.fields.length, [...answered.values()]);
      if (summary.textContent !== words) summary.textContent = words;
    };
    /** @param {Item} field @param {AnswerDetail | null} detail @param {boolean} restored */
    const report = (field, detail, restored) => {
      if (detail) answered.set(field.id, detail);
      else answered.delete(field.id);
      update();
      if (detail && !restored) this.send("lb-answer", { ...detail, task: task.id });
    };
    const fields = task.fields.map((field, index) => practice(field, {
      clauses: { ...task.clauses, ...field.clauses },
      entry: field.id,
      number: index + 1,
      report: (detail, restored) => report(field, detail, restored),
    }));
    this.forms = new Map(fields.map((form, index) => [task.fields[index].id, form]));
    update();
    const head = make("div", { class: "taskhead" }, make("h3", {}, task.title), summary);
    this.page.append(make("section", { class: "task", "aria-label": task.title }, head, ...fields));
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    record.watch((kind, id) => kind === "item" && this.forms?.get(id)?.refresh(), signal);
  }
}
