/* <lb-item>: one self-study item. practice() is the same thing as a part, for tasks. */
(function (lianbing) {
  "use strict";
  if (lianbing.practice !== undefined) return;
  const { make, button, uid } = lianbing.dom;

  /** @param {LbItem} item */
  function hintParts(item) {
    if (!item.hint) return [];
    const box = make("p", { class: "note", id: uid(), hidden: true }, `提示：${item.hint}`);
    const toggle = button("看提示", () => {
      box.hidden = !box.hidden;
      toggle.textContent = box.hidden ? "看提示" : "收起提示";
      toggle.setAttribute("aria-expanded", String(!box.hidden));
    }, { class: "button quiet", "aria-expanded": "false", "aria-controls": box.id });
    return [toggle, box];
  }

  /** The answer kept from last time, if the present key can still read it. @param {string} store @param {LbKey} key */
  function remembered(store, key) {
    const answer = lianbing.store.read(store)?.answer ?? null;
    const score = lianbing.score(key, answer);
    return score.verdict === "empty" || score.verdict === "malformed" ? null : { answer, score };
  }

  /** @param {LbItem} item @param {LbPracticeOptions} options */
  function practice(item, { clauses, store, number, report }) {
    if (!item.practice) throw new TypeError(`${item.id}: no practice part`);
    const { key } = item.practice;
    const view = lianbing.itemView(item, { number, changed: () => say("", "") });
    const status = make("p", { role: "status", class: "verdict" });
    const details = make("div");
    const submit = make("button", { type: "submit", class: "button main" }, "提交");
    const again = button("重做", reset, { hidden: true });
    const [toggle, hint] = hintParts(item);
    const form = make("form", { class: "card", novalidate: true },
      view.node, hint, make("div", { class: "buttons" }, submit, again, toggle), status, details);
    let locked = false;

    /** @param {string} state @param {string} words */
    function say(state, words) {
      status.className = `verdict ${state}`;
      status.textContent = words;
    }

    /** Submit keeps its place and the focus, so that a double tap can't press 重做. @param {boolean} on */
    function lock(on) {
      locked = on;
      view.lock(on);
      submit.setAttribute("aria-disabled", String(on));
      again.hidden = !on;
    }

    /** @param {LbAnswer} answer @param {LbScore} score @param {string} [before] */
    function show(answer, score, before = "") {
      lock(true);
      view.mark(key);
      say(score.verdict, before + lianbing.words.verdict[score.verdict]);
      details.replaceChildren(lianbing.feedback(item, answer, score, clauses));
    }

    function answer() {
      if (locked) return;
      const given = view.read();
      const score = lianbing.score(key, given);
      if (score.verdict === "malformed") view.invalid(lianbing.words.verdict.malformed);
      if (score.verdict === "empty" || score.verdict === "malformed") {
        view.node.querySelector("input")?.focus();
        return say("problem", score.verdict === "empty" ? lianbing.words.verdict.empty : "还没有提交。");
      }
      show(given, score);
      lianbing.store.write(store, { answer: given, ...score });
      report({ item: item.id, answer: given, ...score }, false);
    }

    function reset() {
      lock(false);
      view.write(null);
      view.mark(null);
      say("", "");
      details.replaceChildren();
      lianbing.store.remove(store);
      view.node.querySelector("input")?.focus();
      report(null, false);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer();
    });
    const last = remembered(store, key);
    if (last) {
      view.write(last.answer);
      show(last.answer, last.score, "上次作答：");
      report({ item: item.id, answer: last.answer, ...last.score }, true);
    }
    return form;
  }

  lianbing.practice = practice;

  class Item extends lianbing.Base {
    /** @param {LbItem} item */
    draw(item) {
      this.page.append(practice(item, {
        clauses: item.clauses ?? {},
        store: `lb:answer:${item.id}`,
        report: (detail, restored) => detail && !restored && this.send("lb-answer", detail),
      }));
    }
  }

  lianbing.define("lb-item", Item);
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
