/* anywidget: trait `data` in, trait `result` out. */
(function (lianbing) {
  "use strict";
  if (lianbing.render !== undefined) return;

  /** @type {Record<string, string>} */
  const ELEMENTS = { item: "lb-item", scenario: "lb-scenario", task: "lb-task", check: "lb-check" };
  const EVENTS = ["lb-answer", "lb-scenario-end", "lb-check-end"];

  /** @param {any} data */
  const tagOf = (data) => (data?.schema === "lianbing/booklet@1" ? "lb-booklet" : ELEMENTS[data?.kind]);

  /** A task's result gathers its fields; everything else is the last event. @param {any} before @param {any} detail */
  function resultOf(before, detail) {
    if (!detail.task) return detail;
    const answers = before?.task === detail.task ? before.answers : {};
    return { task: detail.task, answers: { ...answers, [detail.item]: detail } };
  }

  lianbing.render = ({ model, el }) => {
    /** @param {Event} event */
    const report = (event) => {
      model.set("result", resultOf(model.get("result"), /** @type {CustomEvent} */ (event).detail));
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
  };
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
