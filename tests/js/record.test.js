import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { isoTime } from "../../src/lianbing/widgets/static/core/dates.js";
import * as entries from "../../src/lianbing/widgets/static/practice/entry.js";
import { RecordStore } from "../../src/lianbing/widgets/static/practice/record.js";
import { troubleWords } from "../../src/lianbing/widgets/static/practice/trouble.js";
import { RIGHT, Shelf, WRONG, oneOf, seeded, setClock, setStorage } from "./making.js";

const ASKED = { digest: "d1" };
const RUN = { at: "2026-11-20T08:00:00+08:00", path: ["listen"], score: "80", ending: "good" };
const ROUND = { at: "2026-11-20T08:00:00+08:00", right: 7, count: 10 };
const SAT = { at: "2026-11-20T08:00:00+08:00", set: 0, score: "80", total: "100", minutes: 40, answers: { a: "A" }, wrong: ["b"] };

/** A page that has just been opened: what another one holds in memory isn't there. */
const tab = () => new RecordStore();

/** @param {Shelf} shelf */
const use = (shelf) => (setStorage({ value: shelf }), shelf);

let shelf = new Shelf();
beforeEach(() => {
  shelf = use(new Shelf());
  setClock("2026-11-21T09:00:00");
});

test("an answer is saved by itself, and found by the next page", () => {
  const entry = tab().answer("vis-0001", RIGHT, ASKED);
  assert.deepEqual(JSON.parse(shelf["lb:item:vis-0001"]), entry);
  assert.deepEqual(tab().item("vis-0001"), entry);
  assert.equal(shelf["lb:version"], "1");
  assert.deepEqual(Object.keys(shelf).sort(), ["lb:day:2026-11-21", "lb:item:vis-0001", "lb:version"]);
  assert.equal(tab().trouble(), null);
});

test("nothing is written by looking", () => {
  const record = tab();
  record.item("x"), record.day(), record.selftest("c"), record.exam("e"), record.scenario("s"), record.all(), record.trouble();
  assert.equal(shelf.length, 0);
});

test("the day counts answers and right ones by local time; a tick corrects its own day", () => {
  const record = tab();
  setClock("2026-11-21T23:59:59");
  record.answer("a", RIGHT, ASKED);
  record.answer("a", WRONG, ASKED);
  const open = { item: "o", answer: "文字", verdict: "review", fraction: 0 };
  record.answer("o", { ...open, self: 0 }, ASKED);
  setClock("2026-11-22T00:00:01");
  record.answer("o", { ...open, self: 0.9, ticked: [0] }, ASKED);
  assert.deepEqual(record.day("2026-11-21"), { answered: 3, right: 2 });
  assert.deepEqual(record.day(), { answered: 0, right: 0 });
  record.answer("o", { ...open, self: 0.1, ticked: [] }, ASKED);
  assert.deepEqual(record.day("2026-11-21"), { answered: 3, right: 1 });
});

test("today's ten are kept for today, and counting goes on beside them", () => {
  const record = tab();
  record.keepDaily(["a", "b"]);
  record.answer("a", RIGHT, ASKED);
  assert.deepEqual(tab().day(), { answered: 1, right: 1, daily: ["a", "b"] });
});

test("visits, self-tests and mock exams are kept, each by its id", () => {
  const record = tab();
  record.walked("s", RUN);
  assert.deepEqual(record.walked("s", { ...RUN, score: "90" }).map(({ score }) => score), ["80", "90"]);
  record.keepSelftest("c", ["a"]);
  record.keepSelftest("c", ["a", "b"], ROUND);
  assert.ok(record.keepExam("e", { running: { set: 1 }, done: [SAT] }));
  const later = tab();
  assert.equal(later.scenario("s").length, 2);
  assert.deepEqual(later.selftest("c"), { drawn: ["a", "b"], runs: [ROUND] });
  assert.deepEqual(later.exam("e"), { running: { set: 1 }, done: [SAT] });
});

test("forbidden storage: all works while the page is open, and the trouble is named", () => {
  for (const descriptor of [{ get() { throw new Error("SecurityError"); } }, { value: null }, { value: undefined }]) {
    setStorage(descriptor);
    const record = tab();
    assert.equal(record.trouble(), "blocked");
    record.answer("a", WRONG, ASKED);
    assert.equal(record.answer("a", RIGHT, ASKED).tries, 2);
    assert.equal(record.item("a").tries, 2);
    assert.deepEqual(Object.keys(record.all().items), ["a"]);
    assert.equal(record.trouble(), "blocked");
    assert.equal(record.merge(record.all()), false);
    assert.equal(tab().item("a"), null);
  }
});

test("storage that lets nothing in at all is forbidden storage", () => {
  use(new Shelf(0));
  const record = tab();
  record.answer("a", RIGHT, ASKED);
  assert.equal(record.trouble(), "blocked");
});

test("full storage: what was saved stays, what is new is kept in memory and saved when there is room", () => {
  tab().answer("a", RIGHT, ASKED);
  const before = { ...shelf };
  shelf.resize(shelf.used());
  const record = tab();
  record.answer("b", WRONG, ASKED);
  record.answer("a", WRONG, ASKED);
  assert.equal(record.trouble(), "full");
  assert.deepEqual({ ...shelf }, before);
  assert.deepEqual([record.item("a").tries, record.item("b").tries], [2, 1]);
  shelf.resize(Infinity);
  record.answer("c", RIGHT, ASKED);
  assert.equal(record.trouble(), null);
  assert.deepEqual(["a", "b", "c"].map((id) => tab().item(id).tries), [2, 1, 1]);
  assert.equal(tab().day().answered, 4);
});

test("what could not be saved does not overwrite what another tab has saved meanwhile", () => {
  const base = JSON.parse(JSON.stringify(tab().answer("a", WRONG, ASKED)));
  shelf.resize(shelf.used() - 1);
  const full = tab();
  setClock("2026-11-21T10:00:00");
  full.answer("a", RIGHT, ASKED);
  assert.equal(full.trouble(), "full");
  shelf.resize(Infinity);
  setClock("2026-11-21T11:00:00");
  const other = tab();
  other.answer("a", WRONG, ASKED);
  const last = other.answer("a", WRONG, ASKED);
  full.answer("b", RIGHT, ASKED);
  assert.deepEqual(tab().item("a"), entries.merged(last, entries.answered(base, RIGHT, ASKED, "2026-11-21T10:00:00+08:00")));
  assert.equal(tab().item("a").tries, 3);
});

test("… also where nothing had been saved at first", () => {
  tab().answer("z", RIGHT, ASKED);
  shelf.resize(shelf.used());
  const full = tab();
  full.answer("a", WRONG, ASKED);
  full.answer("a", WRONG, ASKED);
  shelf.resize(Infinity);
  const other = tab();
  for (let tries = 0; tries < 5; tries++) other.answer("a", RIGHT, ASKED);
  setClock("2026-11-21T10:00:00");
  full.answer("a", WRONG, ASKED);
  assert.equal(tab().item("a").tries, 5);
  assert.deepEqual(tab().item("a").wrong?.right, []);
});

test("what is too large to be saved doesn't keep the rest from being saved", () => {
  tab().answer("z", RIGHT, ASKED);
  shelf.resize(shelf.used() + 1000);
  const record = tab();
  assert.equal(record.keepExam("e", { running: { text: "x".repeat(2000) }, done: [] }), false);
  record.answer("a", RIGHT, ASKED);
  assert.equal(record.trouble(), "full");
  assert.equal(tab().item("a").tries, 1);
  assert.equal(record.exam("e").running.text.length, 2000);
});

test("joined or cleared, what was only in memory is not saved once more", () => {
  tab().answer("z", RIGHT, ASKED);
  shelf.resize(shelf.used());
  const record = tab();
  record.answer("a", WRONG, ASKED);
  shelf.resize(Infinity);
  assert.ok(record.merge(record.all()));
  const other = tab();
  assert.equal(other.answer("a", WRONG, ASKED).tries, 2);
  assert.equal(record.item("a").tries, 2);
  shelf.resize(shelf.used());
  record.answer("b", WRONG, ASKED);
  assert.ok(record.clear());
  shelf.resize(Infinity);
  record.answer("c", WRONG, ASKED);
  assert.deepEqual(Object.keys(tab().all().items), ["c"]);
});

test("a record of a newer version is left as it is", () => {
  shelf.setItem("lb:version", "2");
  shelf.setItem("lb:item:a", '{"of":"the future"}');
  const before = { ...shelf };
  const record = tab();
  assert.equal(record.trouble(), "newer");
  record.answer("a", RIGHT, ASKED);
  record.walked("s", RUN);
  record.keepDaily(["a"]);
  assert.equal(record.keepExam("e", { running: null, done: [] }), false);
  assert.equal(record.merge(record.all()), false);
  assert.equal(record.clear(), false);
  assert.deepEqual({ ...shelf }, before);
  assert.equal(record.item("a").tries, 1);
  assert.equal(record.damaged("b"), false);
});

test("a version that arrives while the page is open is noticed before the next answer", () => {
  const record = tab();
  record.answer("a", RIGHT, ASKED);
  shelf.setItem("lb:version", "7");
  const before = { ...shelf };
  record.answer("a", WRONG, ASKED);
  assert.equal(record.trouble(), "newer");
  assert.deepEqual({ ...shelf }, before);
});

test("a value that can't be read counts as none, stays until the next answer, and a copy after that", () => {
  for (const damaged of ["{", '"text"', "[]", '{"digest":5}', "null "]) {
    shelf = use(new Shelf());
    tab().answer("b", RIGHT, ASKED);
    shelf.setItem("lb:item:a", damaged);
    const record = tab();
    assert.equal(record.item("a"), null);
    assert.deepEqual(Object.keys(record.all().items), ["b"]);
    assert.ok(record.damaged("a") && !record.damaged("b") && !record.damaged("c"));
    assert.equal(shelf["lb:item:a"], damaged);
    assert.equal(record.answer("a", RIGHT, ASKED).tries, 1);
    assert.equal(shelf["lb:damaged:lb:item:a"], damaged);
    assert.deepEqual([record.damaged("a"), record.item("a").tries], [false, 1]);
  }
});

test("where there is no room for the copy, the damaged value stays in its place", () => {
  shelf.setItem("lb:version", "1");
  shelf.setItem("lb:item:a", `{"damaged":"${"x".repeat(900)}"`);
  const before = { ...shelf };
  shelf.resize(shelf.used() + 100);
  const record = tab();
  record.answer("a", RIGHT, ASKED);
  assert.equal(record.trouble(), "full");
  assert.equal(shelf["lb:item:a"], before["lb:item:a"]);
});

test("a version that can't be read is written anew", () => {
  for (const version of ["", "x", "{}", "-1", "0"]) {
    shelf.setItem("lb:version", version);
    const record = tab();
    record.answer("a", RIGHT, ASKED);
    assert.deepEqual([record.trouble(), shelf["lb:version"]], [null, "1"]);
  }
});

test("two tabs that answer in turn lose nothing of each other's", () => {
  for (let seed = 0; seed < 30; seed++) {
    shelf = use(new Shelf());
    const random = seeded(seed);
    const tabs = [tab(), tab(), tab()];
    const tries = { a: 0, b: 0, c: 0 };
    for (let step = 0; step < 30; step++) {
      const id = oneOf(Object.keys(tries), random);
      oneOf(tabs, random).answer(id, oneOf([RIGHT, WRONG], random), ASKED);
      tries[id]++;
    }
    for (const [id, count] of Object.entries(tries)) for (const one of tabs) assert.equal(one.item(id)?.tries ?? 0, count);
    assert.equal(tab().day().answered, 30);
  }
});

test("a change in another tab is told with what it is about; other keys are nobody's business here", () => {
  /** @type {Function[]} */
  const listeners = [];
  const before = globalThis.addEventListener;
  globalThis.addEventListener = (/** @type {string} */ name, /** @type {Function} */ listener, /** @type {{signal: AbortSignal}} */ { signal }) => {
    assert.equal(name, "storage");
    assert.ok(signal instanceof AbortSignal);
    listeners.push(listener);
  };
  /** @type {string[][]} */
  const seen = [];
  tab().watch((...change) => seen.push(change), new AbortController().signal);
  globalThis.addEventListener = before;
  for (const key of ["lb:item:a.b", "lb:day:2026-11-21", "lb:paper:x", "lb:version", "lb:damaged:lb:item:a", "other", null]) {
    listeners[0]({ key, storageArea: shelf });
  }
  listeners[0]({ key: "lb:item:z", storageArea: new Shelf() });
  assert.deepEqual(seen, [["item", "a.b"], ["day", "2026-11-21"], ["all", ""]]);
});

/** A device that has been practised on. @param {number} seed */
function practised(seed) {
  const random = seeded(seed);
  const shelf = use(new Shelf());
  const record = tab();
  for (let step = 0; step < 25; step++) {
    setClock(`2026-11-${String(1 + Math.floor(step * 0.8)).padStart(2, "0")}T09:${10 + step}:0${Math.floor(random() * 10)}`);
    record.answer(`item-${Math.floor(random() * 12)}`, oneOf([RIGHT, WRONG], random), ASKED);
    if (random() < 0.2) record.walked("s", { ...RUN, at: isoTime(new Date()) });
    if (random() < 0.2) record.keepSelftest("c", ["a"], { ...ROUND, at: isoTime(new Date()) });
    if (random() < 0.2) record.keepExam("e", { running: { set: seed }, done: [...record.exam("e").done, { ...SAT, at: isoTime(new Date()) }] });
    if (random() < 0.2) record.keepDaily(["a", "b"]);
  }
  setClock("2026-11-21T09:00:00");
  return { shelf, all: record.all("2026-11") };
}

/** Without the moment of asking. @param {any} record */
const content = ({ at, edition, ...rest }) => JSON.parse(JSON.stringify(rest));

test("joined to an empty device a record is the same again, and joined twice nothing changes", () => {
  for (let seed = 0; seed < 20; seed++) {
    const { all } = practised(seed);
    shelf = use(new Shelf());
    const record = tab();
    assert.ok(record.merge(all));
    assert.deepEqual(content(tab().all()), content(all));
    const before = { ...shelf };
    assert.ok(record.merge(all));
    assert.deepEqual({ ...shelf }, before);
    record.keepSelftest("c", ["b", "c"]);
    assert.ok(record.merge(all));
    assert.deepEqual(record.selftest("c").drawn, ["b", "c"]);
  }
});

test("two devices that exchange their records know the same afterwards", () => {
  for (let seed = 0; seed < 20; seed++) {
    const [phone, desk] = [practised(seed), practised(seed + 100)];
    use(phone.shelf);
    assert.ok(tab().merge(desk.all));
    const onPhone = content(tab().all());
    use(desk.shelf);
    assert.ok(tab().merge(phone.all));
    const onDesk = content(tab().all());
    for (const day of [...Object.values(onPhone.days), ...Object.values(onDesk.days)]) delete day.daily; // each device's own
    assert.deepEqual(onPhone, onDesk);
    assert.equal(tab().exam("e").running?.set ?? null, phone.all && desk.shelf["lb:exam:e"] ? JSON.parse(desk.shelf["lb:exam:e"]).running?.set ?? null : null);
  }
});

test("joining is all or nothing: where the room ends in the middle, all is as before", () => {
  const { all } = practised(1);
  const mine = practised(2).shelf;
  mine.setItem("lb:item:item-3", `{"damaged":"${"x".repeat(500)}`);
  const start = { ...mine };
  let [refused, done] = [0, 0];
  for (let room = mine.used(); done < 3; room += 97) {
    const shelf = use(new Shelf(room));
    for (const [key, text] of Object.entries(start)) shelf.setItem(key, text);
    const record = tab();
    if (record.merge(all)) {
      done++;
      assert.ok(Object.keys(all.items).every((id) => record.item(id)));
      assert.equal(record.trouble(), null);
    } else {
      refused++;
      assert.deepEqual({ ...shelf }, start);
      assert.equal(record.trouble(), "full");
    }
  }
  assert.ok(refused > 10);
});

test("clearing takes the whole record, and nothing else", () => {
  const { shelf } = practised(3);
  shelf.setItem("lb:paper:p", "draft");
  shelf.setItem("theme", "dark");
  shelf.setItem("lb:damaged:lb:item:a", "{");
  const record = tab();
  assert.ok(record.clear());
  assert.deepEqual({ ...shelf }, { "lb:version": "1", "lb:paper:p": "draft", theme: "dark" });
  assert.deepEqual(record.all().items, {});
});

test("every trouble has its one sentence", () => {
  for (const trouble of ["blocked", "full", "newer"]) assert.match(troubleWords(trouble), /^[^。]+。[^。]+。$/);
});
