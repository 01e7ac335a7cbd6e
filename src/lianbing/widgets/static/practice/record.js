/* The learner's record: the only door to what localStorage keeps of it, one key per thing, so that two tabs never
   overwrite each other. What can't be saved stays in memory while the page is open. No DOM. */
(function (lianbing) {
  "use strict";
  if (lianbing.record !== undefined) return;
  const { values, entry: entries, dates } = lianbing;

  const VERSION = 1;
  const VERSION_KEY = "lb:version";
  const DAMAGED = "lb:damaged:";
  const KINDS = /** @type {LbKind[]} */ (Object.keys(values.SECTIONS));

  /** What is not saved yet, with what was saved when it was made. @type {Map<string, {text: string, base: string | null}>} */
  const pending = new Map();
  /** Why the last attempt to save failed. @type {LbTrouble | null} */
  let failed = null;

  /** @returns {Storage | null} */
  function open() {
    try {
      return globalThis.localStorage ?? null;
    } catch {
      return null;
    }
  }

  /** @param {string} key */
  function saved(key) {
    try {
      return open()?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {LbKind} kind @param {string} id */
  const keyOf = (kind, id) => `lb:${kind}:${id}`;

  /** @param {string} key @returns {[LbKind, string] | null} */
  function partsOf(key) {
    const [, kind, id] = /^lb:([a-z]+):(.+)$/.exec(key) ?? [];
    return KINDS.includes(/** @type {LbKind} */ (kind)) ? [/** @type {LbKind} */ (kind), id] : null;
  }

  /** The value, or null for nothing and for what isn't one. @param {LbKind} kind @param {string | null} text */
  function parsed(kind, text) {
    try {
      const value = JSON.parse(text ?? "null");
      return values.isKind(kind, value) ? value : null;
    } catch {
      return null;
    }
  }

  /** @param {LbKind} kind @param {string} id */
  function read(kind, id) {
    const key = keyOf(kind, id);
    return parsed(kind, pending.get(key)?.text ?? saved(key));
  }

  /** @returns {LbTrouble | null} */
  function obstacle() {
    if (!open()) return "blocked";
    return Number(saved(VERSION_KEY)) > VERSION ? "newer" : null;
  }

  /** @typedef {[key: string, before: string | null][]} Log */

  /** @param {Storage} storage @param {string} key @param {string} text @param {Log} log */
  function put(storage, key, text, log) {
    const before = storage.getItem(key);
    storage.setItem(key, text);
    log.push([key, before]);
  }

  /** Saves one value; what can't be read in its place is put aside first. @param {Storage} storage @param {string} key @param {string} text @param {Log} log */
  function settle(storage, key, text, log) {
    const [kind] = /** @type {[LbKind, string]} */ (partsOf(key));
    const before = storage.getItem(key);
    if (before !== null && parsed(kind, before) === null) put(storage, DAMAGED + key, before, log);
    put(storage, VERSION_KEY, String(VERSION), log);
    put(storage, key, text, log);
  }

  /** Latest first, so that each step is one that had room. @param {Storage} storage @param {Log} log */
  function undo(storage, log) {
    for (const [key, before] of log.reverse()) {
      if (before === null) storage.removeItem(key);
      else storage.setItem(key, before);
    }
  }

  /** All of the changes or none. @param {[key: string, text: string][]} changes */
  function save(changes) {
    const storage = open();
    failed = obstacle();
    if (!storage || failed) return false;
    /** @type {Log} */
    const log = [];
    try {
      for (const [key, text] of changes) settle(storage, key, text, log);
      return true;
    } catch {
      try {
        failed = storage.length ? "full" : "blocked";
        undo(storage, log);
      } catch {
        failed = "blocked";
      }
      return false;
    }
  }

  /** What another tab has saved since isn't overwritten. @param {string} key */
  function upToDate(key) {
    const { text, base } = /** @type {{text: string, base: string | null}} */ (pending.get(key));
    const now = saved(key);
    const [kind] = /** @type {[LbKind, string]} */ (partsOf(key));
    const theirs = now === base ? null : parsed(kind, now);
    return theirs === null ? text : JSON.stringify(values.merged(kind, JSON.parse(text), theirs));
  }

  /** Saves these values, all or none. @param {string[]} keys */
  function flush(keys) {
    const changes = keys.map((key) => /** @type {[string, string]} */ ([key, upToDate(key)]));
    const done = save(changes);
    if (done) for (const key of keys) pending.delete(key);
    return done;
  }

  /** Saves what is new, and with it what could not be saved before, or else alone. @param {...[LbKind, string, object]} changes */
  function keep(...changes) {
    const keys = changes.map(([kind, id, value]) => {
      const key = keyOf(kind, id);
      const { base } = pending.get(key) ?? { base: saved(key) };
      pending.set(key, { text: JSON.stringify(value), base });
      return key;
    });
    if (flush([...pending.keys()])) return true;
    const trouble = failed;
    const done = pending.size > keys.length && flush(keys);
    failed = trouble;
    return done;
  }

  /** @param {string} [date] @returns {LbDay} */
  const day = (date = dates.today()) => read("day", date) ?? { answered: 0, right: 0 };

  /** The day's count; a tick at an open question corrects it. @param {LbEntry | null} before @param {LbEntry} entry @returns {LbDay} */
  function counted(before, entry) {
    const same = before && !entries.changed(before, entry.digest) && before.tries === entry.tries ? before : null;
    const kept = day(entry.card.last);
    const right = kept.right + Number(entries.isRight(entry)) - Number(same !== null && entries.isRight(same));
    return { ...kept, answered: kept.answered + Number(!same), right: Math.max(right, 0) };
  }

  /** @type {LianbingNamespace["record"]["answer"]} */
  function answer(id, detail, asked = {}) {
    const before = read("item", id);
    const entry = entries.answered(before, detail, asked, lianbing.isoTime(lianbing.now()));
    keep(["item", id, entry], ["day", entry.card.last, counted(before, entry)]);
    return entry;
  }

  /** @returns {LbCheckState} */
  const check = (/** @type {string} */ id) => read("check", id) ?? { drawn: [], runs: [] };

  /** @returns {LbRun[]} */
  const scenario = (/** @type {string} */ id) => read("scenario", id) ?? [];

  /** @returns {string[]} */
  function savedKeys() {
    try {
      return Object.keys(open() ?? {});
    } catch {
      return [];
    }
  }

  /** @type {LianbingNamespace["record"]["all"]} */
  function all(edition = "") {
    const keys = [...new Set([...savedKeys(), ...pending.keys()])].sort();
    const parts = keys.flatMap((key) => [partsOf(key)].filter((part) => part !== null));
    const sections = KINDS.map((kind) => [values.SECTIONS[kind], Object.fromEntries(parts.flatMap(([of, id]) => {
      const value = of === kind ? read(kind, id) : null;
      return value === null ? [] : [[id, values.outward(kind, value)]];
    }))]);
    return { schema: "lianbing/record@1", edition, at: lianbing.isoTime(lianbing.now()), ...Object.fromEntries(sections) };
  }

  /** @param {LbRecord} record */
  function merge(record) {
    /** @param {LbKind} kind @param {string} id @param {any} theirs @returns {[string, string]} */
    const joined = (kind, id, theirs) => {
      const [mine, value] = [read(kind, id), values.inward(kind, theirs)];
      return [keyOf(kind, id), JSON.stringify(mine === null ? value : values.merged(kind, mine, value))];
    };
    const changes = KINDS.flatMap((kind) =>
      Object.entries(record[values.SECTIONS[kind]]).map(([id, theirs]) => joined(kind, id, theirs)));
    const done = save(changes);
    if (done) for (const [key] of changes) pending.delete(key);
    return done;
  }

  function clear() {
    failed = obstacle();
    if (failed === "newer") return false;
    pending.clear();
    try {
      for (const key of savedKeys()) if (partsOf(key) !== null || key.startsWith(DAMAGED)) open()?.removeItem(key);
    } catch {
      failed = "blocked";
    }
    return failed === null;
  }

  /** @type {LianbingNamespace["record"]["watch"]} */
  function watch(changed, signal) {
    addEventListener("storage", ({ key, storageArea }) => {
      if (storageArea !== open()) return;
      const parts = key === null ? null : partsOf(key);
      if (key === null) changed("all", "");
      else if (parts) changed(...parts);
    }, { signal });
  }

  lianbing.record = {
    item: (id) => read("item", id),
    damaged: (id) => obstacle() === null && saved(keyOf("item", id)) !== null && read("item", id) === null,
    answer,
    scenario,
    walked(id, run) {
      const runs = [...scenario(id), run];
      keep(["scenario", id, runs]);
      return runs;
    },
    check,
    checked(id, drawn, run) {
      const state = { drawn, runs: [...check(id).runs, ...(run ? [run] : [])] };
      keep(["check", id, state]);
      return state;
    },
    exam: (id) => read("exam", id) ?? { running: null, done: [] },
    keepExam: (id, value) => keep(["exam", id, value]),
    day,
    keepDaily(ids) {
      const state = { ...day(), daily: ids };
      keep(["day", dates.today(), state]);
      return state;
    },
    all,
    merge,
    clear,
    watch,
    trouble: () => failed ?? obstacle(),
  };
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
