import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Paper } from "../../src/lianbing/widgets/static/booklet/paper.js";
import { hasRoom, otherPapers } from "../../src/lianbing/widgets/static/booklet/device.js";
import { Shelf, oneOf, seeded, setClock, setStorage } from "./making.js";

const BOOKLET = {
  paper: "2026H2-skill-C0001", token: "0123456789abcdef", sections: [],
  employee: { id: "C0001", name: "样例甲", team: "" }, drill: { id: "2026H2-skill", title: "岗位练兵", minutes: 60 },
};
const OTHER = { ...BOOKLET, paper: "2026H2-skill-C0002", token: "fedcba9876543210", employee: { id: "C0002", name: "样例乙", team: "" } };
const PREFIX = "lb:paper:2026H2-skill-C0001:01234567:";
const OLD_KEY = "lb:paper:2026H2-skill-C0001:0123456789abcdef";

/** What a page knows that has just been opened. */
const tab = (booklet = BOOKLET) => new Paper(booklet);

/** What is new to a page, but for the seconds that all pages count. @param {Paper} paper */
const taken = (paper) => paper.sync()?.filter((part) => part !== "spent");

/** Hands in as the page does. @param {Paper} paper */
function handIn(paper) {
  const times = paper.times();
  paper.handIn({ ...times, receipt: "1A2B" });
  return times;
}

let shelf = new Shelf();
beforeEach(() => {
  shelf = new Shelf();
  setStorage({ value: shelf });
  setClock("2026-11-30T09:00:00");
});

test("nothing is written by looking, and a start card stays one", () => {
  const paper = tab();
  assert.deepEqual([paper.mode, paper.started, paper.handins, paper.trace], ["card", null, [], null]);
  paper.sync();
  assert.equal(shelf.length, 0);
});

test("two tabs: each answer has a key, and none takes another's", () => {
  const [a, b] = [tab(), tab()];
  a.begin();
  a.answer("s-1", "A");
  b.sync();
  b.answer("s-2", "B");
  a.answer("s-3", "C");
  assert.deepEqual(taken(a), ["answer:s-2"]);
  assert.deepEqual(a.answers(), { "s-1": "A", "s-3": "C", "s-2": "B" });
  assert.deepEqual(tab().answers(), { "s-1": "A", "s-2": "B", "s-3": "C" });
});

test("of one question the latest answer holds, whatever the clock says and whoever gave it", () => {
  const [a, b] = [tab(), tab()];
  a.begin();
  a.answer("s-1", "A");
  setClock("2025-01-01T00:00:00");
  b.sync();
  b.answer("s-1", "B");
  assert.deepEqual(taken(a), ["answer:s-1"]);
  assert.equal(a.answers()["s-1"], "B");
});

test("the earliest start holds, also against a card that was older", () => {
  const [a, b] = [tab(), tab()];
  a.begin();
  const started = a.started;
  setClock("2026-11-30T09:30:00");
  b.begin();
  a.sync();
  b.sync();
  assert.deepEqual([a.started, b.started, tab().started], [started, started, started]);
});

test("tabs that write at once, in whatever order they hear of it, end with the same answers", () => {
  const random = seeded(7);
  for (let round = 0; round < 20; round++) {
    for (const key of Object.keys(shelf)) shelf.removeItem(key);
    const tabs = [tab(), tab(), tab()];
    tabs[0].begin();
    for (let step = 0; step < 60; step++) {
      const one = oneOf(tabs, random);
      if (random() < 0.3) one.sync();
      else one.answer(oneOf(["s-1", "s-2", "s-3"], random), oneOf(["A", "B", "C"], random));
    }
    for (let again = 0; again < 2; again++) for (const one of tabs) one.sync();
    const [first, ...others] = tabs.map((one) => one.answers());
    for (const other of others) assert.deepEqual(new Map(Object.entries(other)), new Map(Object.entries(first)));
    assert.deepEqual(new Map(Object.entries(tab().answers())), new Map(Object.entries(first)));
  }
});

test("a storage that another page clears is filled again, but for a paper that was handed in and cleared", () => {
  const paper = tab();
  paper.begin();
  paper.answer("s-1", "A");
  for (const key of Object.keys(shelf)) shelf.removeItem(key);
  assert.deepEqual(taken(paper), []);
  assert.deepEqual(tab().answers(), { "s-1": "A" });
  handIn(paper);
  const other = tab();
  other.clear();
  assert.equal(paper.sync(), null);
  assert.deepEqual([paper.mode, paper.answers()], ["card", {}]);
  assert.deepEqual(Object.keys(shelf).filter((key) => key.startsWith("lb:paper:")), []);
});

test("what was cleared and begun anew isn't filled with the old answers by a tab that slept", () => {
  const sleeper = tab();
  sleeper.begin();
  for (let time = 0; time < 5; time++) sleeper.answer("s-1", "A");
  handIn(sleeper);
  const other = tab();
  other.clear();
  setClock("2026-11-30T10:00:00");
  other.begin();
  other.answer("s-1", "B");
  assert.equal(sleeper.sync(), null);
  assert.deepEqual(sleeper.answers(), { "s-1": "B" });
  assert.deepEqual(tab().answers(), { "s-1": "B" });
});

test("what stays of a cleared paper names nobody", () => {
  const paper = tab();
  paper.begin();
  handIn(paper);
  paper.clear();
  const [key, ...more] = Object.keys(shelf);
  assert.deepEqual(more, []);
  assert.match(key, /^lb:handed:[0-9a-f]{16}$/);
  assert.ok(!/C0001|样例甲|skill/.test(shelf[key]));
  assert.equal(tab().trace.handin, 1);
});

test("a later hand-in is never earlier, with the clock set back, the day after and after clearing", () => {
  const paper = tab();
  paper.begin();
  setClock("2027-11-30T09:40:00");
  const times = [handIn(paper)];
  setClock("2026-11-30T10:00:00");
  paper.reopen();
  times.push(handIn(paper));
  paper.clear();
  setClock("2026-12-01T10:00:00");
  const again = tab();
  again.begin();
  times.push(handIn(again));
  const moments = times.map(({ submitted }) => Date.parse(submitted));
  assert.deepEqual([...moments].sort((one, other) => one - other), moments);
  assert.equal(new Set(moments).size, 3);
  assert.deepEqual(times.map(({ handin }) => handin), [1, 2, 3]);
  assert.deepEqual(times.map(({ clockAt }) => clockAt?.slice(0, 16)), [undefined, "2026-11-30T10:00", "2026-12-01T10:00"]);
});

test("a hand-in is never before the start", () => {
  const paper = tab();
  paper.begin();
  setClock("2026-11-30T08:20:00");
  const { started, submitted, clockAt } = handIn(paper);
  assert.ok(Date.parse(submitted) >= Date.parse(started));
  assert.match(clockAt ?? "", /^2026-11-30T08:20:00/);
});

test("a paper in the old form, one value, goes on: answers, start and hand-in, and the same bytes", () => {
  const old = { started: "2026-11-29T09:00:00+08:00", submitted: "2026-11-29T09:40:00+08:00", answers: { "s-1": "A", "s-2": ["B"] } };
  shelf.setItem(OLD_KEY, JSON.stringify(old));
  const paper = tab();
  assert.deepEqual([paper.mode, paper.started, paper.answers()], ["handed", old.started, old.answers]);
  assert.deepEqual(paper.handins, [{ started: old.started, submitted: old.submitted }]);
  assert.equal(shelf.getItem(OLD_KEY), null);
  assert.deepEqual(tab().answers(), old.answers);
});

test("whatever stands in the storage, a page opens", () => {
  for (const text of ["", "{", "null", "[]", "1", '{"value":1}', '{"value":{"at":7},"rank":1,"tab":"x"}', '{"value":null,"rank":"9","tab":1}']) {
    for (const part of ["start", "handin:1", "reopened", "spent", "answer:s-1", "flag:s-1"]) shelf.setItem(PREFIX + part, text);
    shelf.setItem(OLD_KEY, text);
    const paper = tab();
    paper.sync();
    assert.equal(paper.mode, "card", text);
    paper.begin();
    paper.answer("s-1", "A");
    assert.equal(paper.answers()["s-1"], "A", text);
  }
});

test("a full storage is told; all goes on in memory, and is saved when there is room", () => {
  const paper = tab();
  paper.begin();
  shelf.resize(shelf.used());
  paper.answer("s-1", "A");
  assert.equal(paper.kept.trouble, "full");
  assert.equal(tab().answers()["s-1"], undefined);
  shelf.resize(Infinity);
  paper.answer("s-2", "B");
  assert.equal(paper.kept.trouble, null);
  assert.deepEqual(tab().answers(), { "s-1": "A", "s-2": "B" });
});

test("a storage that is forbidden is told, and the paper can be answered and handed in", () => {
  for (const descriptor of [{ get() { throw new Error("SecurityError"); } }, { value: null }]) {
    setStorage(descriptor);
    const paper = tab();
    paper.begin();
    paper.answer("s-1", "A");
    assert.equal(paper.kept.trouble, "blocked");
    assert.equal(hasRoom(), false);
    handIn(paper);
    assert.deepEqual([paper.mode, paper.answers()], ["handed", { "s-1": "A" }]);
  }
});

test("others' papers on the device are known: whose, and whether they are handed in", () => {
  const mine = tab();
  mine.begin();
  const other = tab(OTHER);
  other.begin();
  assert.deepEqual(otherPapers(mine.kept.prefix).map(({ who, isHandedIn }) => [who, isHandedIn]), [["样例乙（C0002）岗位练兵", false]]);
  handIn(other);
  assert.equal(otherPapers(mine.kept.prefix)[0].isHandedIn, true);
  other.reopen();
  assert.equal(otherPapers(mine.kept.prefix)[0].isHandedIn, false);
  shelf.setItem("lb:paper:2026H2-old-C0009:00ff00ff00ff", JSON.stringify({ started: "x", submitted: "y", answers: {} }));
  assert.deepEqual(otherPapers(mine.kept.prefix).map(({ who }) => who).sort(), ["2026H2-old-C0009", "样例乙（C0002）岗位练兵"]);
});

test("flags are kept by item", () => {
  const [a, b] = [tab(), tab()];
  a.begin();
  a.flag("s-1", true);
  assert.ok(b.sync()?.includes("flag:s-1"));
  assert.ok(b.isFlagged("s-1"));
  b.flag("s-1", false);
  a.sync();
  assert.ok(!a.isFlagged("s-1") && !a.isFlagged("s-2"));
});

test("the time that a paper took goes on while it is closed, and no clock that is set turns it", (context) => {
  let even = 0;
  context.mock.method(performance, "now", () => even);
  const paper = tab();
  paper.begin();
  const pass = (minutes, local) => {
    even += minutes * 60000;
    setClock(local);
  };
  pass(10, "2026-11-30T09:10:00");
  paper.answer("s-1", "A");
  assert.equal(paper.elapsed, 600);
  even = 0;
  setClock("2026-11-30T09:40:00");
  const later = tab();
  assert.equal(later.elapsed, 2400, "closed for half an hour");
  pass(5, "2027-11-30T09:45:00");
  assert.equal(later.elapsed, 2700, "set on");
  pass(5, "2025-01-01T00:00:00");
  assert.equal(later.elapsed, 1200, "set back: what is known is how long it was open");
  setClock("2026-11-30T09:50:00");
  later.answer("s-2", "B");
  even = 0;
  const again = tab();
  assert.equal(again.elapsed, 3000, "a reload");
});

test("a second tab counts no time twice", (context) => {
  let even = 0;
  context.mock.method(performance, "now", () => even);
  const a = tab();
  a.begin();
  a.answer("s-1", "A");
  even = 3600000;
  setClock("2026-11-30T10:00:00");
  const b = tab();
  b.answer("s-2", "B");
  a.sync();
  assert.deepEqual([a.elapsed, b.elapsed], [3600, 3600]);
});
