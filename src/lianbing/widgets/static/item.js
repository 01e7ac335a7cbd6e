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

  /** @param {LbScore} score */
  const isUnusable = ({ verdict }) => verdict === "empty" || verdict === "malformed";

  /** The answer kept from last time, if the present key can still read it. @param {string} store @param {LbKey} key */
  function remembered(store, key) {
    const kept = lianbing.store.read(store);
    const answer = kept?.answer ?? null;
    const score = lianbing.score(key, answer);
    return isUnusable(score) ? null : { answer, score, ticked: ticksOf(kept.ticked, key) };
  }

  /** Ticks that still stand at a point. @param {unknown} ticked @param {LbKey} key @returns {number[]} */
  const ticksOf = (ticked, key) =>
    key.type === "open" && Array.isArray(ticked) ? ticked.filter((index) => key.points[index] !== undefined) : [];

  /** @param {LbItem} item @param {LbPracticeOptions} options */
  function practice(item, { clauses, store, number, report }) {
    if (!item.practice) throw new TypeError(`${item.id}: no practice part`);
    const { key } = item.practice;
    const view = lianbing.itemView(item, { number, changed: () => say("", "") });
    const status = make("p", { role: "status", class: "verdict" });
    const details = make("div");
    const submit = make("button", { type: "submit", class: "button main" }, key.type === "open" ? "对照要点" : "提交");
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
      again.hidden = !on || !store;
    }

    /** @param {LbAnswer} answer @param {LbScore} score @param {number[]} ticked @param {string} [before] */
    function show(answer, score, ticked, before = "") {
      lock(true);
      view.mark(key);
      say(score.verdict, before + lianbing.words.score(score));
      details.replaceChildren(lianbing.feedback(item, answer, score, clauses));
      if (key.type === "open") details.prepend(lianbing.rating(key, ticked, (now) => settle(answer, score, now)));
    }

    /** @param {LbAnswer} answer @param {LbScore} score @param {number[]} ticked @returns {LbAnswerDetail} */
    function detailOf(answer, score, ticked) {
      const self = key.type === "open" ? { self: lianbing.selfMark(key, ticked).fraction } : {};
      return { item: item.id, answer, ...score, ...self };
    }

    /** @param {LbAnswer} answer @param {LbScore} score @param {number[]} ticked */
    function settle(answer, score, ticked) {
      const ticks = key.type === "open" ? { ticked } : {};
      if (store) lianbing.store.write(store, { answer, ...score, ...ticks });
      report(detailOf(answer, score, ticked), false);
    }

    function answer() {
      if (locked) return;
      const given = view.read();
      const score = lianbing.score(key, given);
      if (score.verdict === "malformed") view.invalid(lianbing.words.verdict.malformed);
      if (isUnusable(score)) {
        view.focus();
        return say("problem", score.verdict === "empty" ? lianbing.words.verdict.empty : "还没有提交。");
      }
      show(given, score, []);
      settle(given, score, []);
    }

    function reset() {
      lock(false);
      view.write(null);
      view.mark(null);
      say("", "");
      details.replaceChildren();
      if (store) lianbing.store.remove(store);
      view.focus();
      report(null, false);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer();
    });
    const last = store ? remembered(store, key) : null;
    if (last) {
      view.write(last.answer);
      show(last.answer, last.score, last.ticked, "上次作答：");
      report(detailOf(last.answer, last.score, last.ticked), true);
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
