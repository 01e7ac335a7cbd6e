/* Parts of the exam booklet: what is kept in the browser, the clock, the number navigation. */
(function (lianbing) {
  "use strict";
  if (lianbing.paperStore !== undefined) return;
  const { make, button, uid } = lianbing.dom;

  /** @param {any} kept @returns {LbPaperState} */
  function sound(kept) {
    const answers = kept?.answers && typeof kept.answers === "object" ? kept.answers : {};
    /** @param {unknown} time */
    const time = (time) => (typeof time === "string" && !Number.isNaN(Date.parse(time)) ? time : null);
    return { started: time(kept?.started), submitted: time(kept?.submitted), answers };
  }

  /** One paper's answers and times, kept under paper and token. @param {LbBooklet} booklet */
  function paperStore({ paper, token }) {
    const key = `lb:paper:${paper}:${token}`;
    const state = sound(lianbing.store.read(key));
    return { state, restored: state.started !== null, save: () => lianbing.store.write(key, state) };
  }

  /** @param {number} seconds */
  function minutesAndSeconds(seconds) {
    const minutes = Math.floor(seconds / 60);
    return `${String(minutes).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  }

  /** @param {string} started @param {number | undefined} minutes @param {number} now milliseconds */
  function clock(started, minutes, now) {
    const used = Math.max(0, Math.floor((now - Date.parse(started)) / 1000));
    if (!minutes) return { text: `已用 ${minutesAndSeconds(used)}`, left: null };
    const left = minutes * 60 - used;
    const text = left < 0 ? `已超时 ${minutesAndSeconds(-left)}` : `剩余 ${minutesAndSeconds(left)}`;
    return { text: `${text} · 已用 ${minutesAndSeconds(used)}`, left };
  }

  /** @param {LbItem[]} items @param {(index: number) => void} jump */
  function numberNav(items, jump) {
    const done = new Set();
    const timer = make("span", { class: "timer", role: "timer" });
    const count = make("span", { class: "count" });
    const numbers = make("div", { class: "numbers", id: uid() });
    const toggle = button("题号", () => open(!numbers.classList.contains("open")), {
      class: "button quiet toggle", "aria-expanded": "false", "aria-controls": numbers.id,
    });
    const buttons = items.map((_, index) => button(String(index + 1), () => {
      open(false);
      jump(index);
    }, { class: "button num" }));
    numbers.append(...buttons);

    /** On a phone the numbers fold away. @param {boolean} on */
    function open(on) {
      numbers.classList.toggle("open", on);
      toggle.setAttribute("aria-expanded", String(on));
    }

    /** @param {number} index @param {boolean} answered */
    function update(index, answered) {
      if (answered) done.add(index);
      else done.delete(index);
      buttons[index].classList.toggle("done", answered);
      buttons[index].setAttribute("aria-label", `第 ${index + 1} 题，${answered ? "已答" : "未答"}`);
      count.textContent = `已答 ${done.size}/${items.length}`;
    }

    items.forEach((_, index) => update(index, false));
    const node = make("nav", { class: "nav", "aria-label": "题号" },
      make("div", { class: "bar-line" }, timer, count, toggle), numbers);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !numbers.classList.contains("open")) return;
      open(false);
      toggle.focus();
    });
    return { node, timer, update, close: () => open(false) };
  }

  lianbing.paperStore = paperStore;
  lianbing.clock = clock;
  lianbing.numberNav = numberNav;
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
