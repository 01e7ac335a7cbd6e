/* 时刻题: a time of day, right within some minutes. */
(globalThis.lianbingItemTypes ??= []).push(({ make, uid, isNothing }) => {
  const minutes = (text) => {
    const found = /^\s*([01]?\d|2[0-3])[:：]([0-5]\d)\s*$/.exec(text);
    return found ? Number(found[1]) * 60 + Number(found[2]) : null;
  };

  function controls(_item, changed) {
    const id = uid();
    const problem = make("p", { class: "problem", id: `${id}-problem` });
    const input = make("input", { id, type: "text", autocomplete: "off", "aria-describedby": problem.id });
    input.addEventListener("input", changed);
    return {
      nodes: [make("div", { class: "numeric" }, make("label", { for: id }, "时刻，如 7:30"), input, problem)],
      read: () => (isNothing(input.value) ? null : input.value),
      write(answer) {
        input.value = typeof answer === "string" ? answer : "";
      },
      lock(locked) {
        input.readOnly = locked;
      },
      invalid(text) {
        problem.textContent = text;
      },
    };
  }

  return {
    name: "clock",
    label: "时刻题",
    controls,
    judge(key, answer) {
      const given = typeof answer === "string" ? minutes(answer) : null;
      if (given === null) return "malformed";
      return Math.abs(given - minutes(key.time)) <= Number(key.within) ? "correct" : "wrong";
    },
    words: (_item, answer) => String(answer),
    isUnreadable: (_item, answer) => minutes(answer) === null,
    unreadable: "填的不是时刻，请改成 7:30 这样的写法。",
    right: (_item, key) => (key.within === "0" ? key.time : `${key.time}（前后 ${key.within} 分钟都对）`),
  };
});
