/* A live session on phone, projector and trainer's page: what they show for a state, and how answers get through. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { eventsIn } from "../../src/lianbing/widgets/static/live/line.js";
import { Outbox } from "../../src/lianbing/widgets/static/live/outbox.js";
import { doubtsFirst } from "../../src/lianbing/widgets/static/live/people.js";
import { announcement, ballotWords, panelOf, quizEndWords, quizLine } from "../../src/lianbing/widgets/static/live/phone-words.js";
import { aloneWords, arrivalWords, openName, presentWords, projectedWords, quizWords, screenPanel, voteWords } from "../../src/lianbing/widgets/static/live/screen-words.js";
import { wentWords } from "../../src/lianbing/widgets/static/live/quiz-went.js";
import { answersOf, barWords, clockWords, flowOf, rowsOf, sceneRows } from "../../src/lianbing/widgets/static/live/showing.js";
import { durationWords, isAsking, stepsOf } from "../../src/lianbing/widgets/static/live/steps.js";
import { setStorage, Shelf } from "./making.js";

const ITEM = { kind: "item", id: "vis-1", type: "single", stem: "几户？", options: [{ id: "A", text: "25" }, { id: "B", text: "30" }, { id: "C", text: "35" }] };
const SCENE = { scenario: "s", title: "投诉", node: "n1", text: "客户来了", choices: [{ id: "listen", text: "先听" }, { id: "argue", text: "争" }], before: "", is_open: true };
const PHONE = { title: "十二月培训", activity: "讲解", is_over: false, me: { seat: "1", number: "C1", name: "样例一" } };
const JOIN = { address: "http://192.168.1.2:8000/", digits: "0412", qr: "<svg/>", present: 4, expected: 6 };
const SCREEN = { title: "十二月培训", activity: "投票", kind: "vote", is_over: false, join: JOIN };
const VOTE = { item: ITEM, vote: 1, is_open: true, answered: 2 };
const question = (id, stem, votes = [0, 0], may_open = [1]) => ({ id, stem, votes, may_open });
const ACTIVITIES = [
  { title: "签到", kind: "sign-in", minutes: 5, questions: [], scenario: "", notes: "" },
  { title: "热身测验", kind: "warm-up", minutes: 10, questions: [], scenario: "", notes: "" },
  { title: "投票讨论", kind: "vote", minutes: 20, questions: [question("vis-1", "几户？"), question("vis-2", "几次？")], scenario: "", notes: "" },
  { title: "情景演练", kind: "scenario", minutes: 20, questions: [], scenario: "s", notes: "" },
];
const trainer = (activity, screen = {}, rest = {}) => ({
  screen: { ...SCREEN, ...screen }, activities: ACTIVITIES, activity, began: "", tallies: [], movements: [], key: "", verdicts: [], quizzes: [],
  seats: [], missing: [], notes: [], addresses: [], warnings: [], ...rest,
});
const main = (state) => stepsOf(state).main;
const labels = (state) => stepsOf(state).others.map(({ label }) => label);

beforeEach(() => setStorage({ value: new Shelf() }));

test("events come in pieces, with heartbeats between them and either line end", () => {
  const { datas, rest } = eventsIn('retry: 1000\n\n: beat\n\nevent: moved\ndata: {"error":""}\n\ndata: {"a":\ndata: 1}\r\n\r\ndata: {"b"');
  assert.deepEqual(datas.map((data) => JSON.parse(data)), [{ a: 1 }]);
  assert.deepEqual(eventsIn(`${rest}: 2}\n\n`).datas, ['{"b": 2}']);
});

test("a phone shows the vote, the quiz or the scene, else that it waits, and at the end that it is over", () => {
  const quiz = { quiz: "exit", form: "A", items: [ITEM], answers: {}, is_open: true };
  const shown = [{}, { vote: VOTE }, { vote: { ...VOTE, vote: 2 } }, { quiz }, { scene: SCENE }, { is_over: true, vote: VOTE }];
  const panels = shown.map((more) => panelOf({ ...PHONE, ...more }));
  assert.deepEqual(panels.map(({ kind }) => kind), ["wait", "vote", "vote", "quiz", "scene", "over"]);
  assert.equal(new Set(panels.map(({ key }) => key)).size, panels.length, "each is drawn anew");
  assert.match(announcement({ ...PHONE, vote: VOTE }), /第一次投票开始了/);
  assert.match(announcement({ ...PHONE, quiz: { ...quiz, is_open: false } }), /课后测验停了/);
});

const BALLOT = { isOpen: true, isBlank: false, isStored: false, isSame: false, outgoing: "", why: "" };

test("only an answer that is new can be sent, and what counts is always plain", () => {
  const cases = [
    [{ isBlank: true }, false, "选好或填好，再点“提交”。"],
    [{}, true, ""],
    [{ outgoing: "sending" }, false, "正在发送……"],
    [{ outgoing: "retrying" }, false, "还没有发出去，正在重试，不用重复点。"],
    [{ outgoing: "refused", why: "这一题停了。" }, true, "这一题停了。"],
    [{ isStored: true, isSame: true }, false, "✓ 已收到。停止以前还可以改。"],
    [{ isStored: true }, true, "改了还没有提交：现在算数的是刚才那个。"],
    [{ isOpen: false, isStored: true, isSame: true }, false, "✓ 停了。你的答案已收到。"],
    [{ isOpen: false }, false, "停了，这一次你没有提交。"],
    [{ isOpen: false, isStored: true, outgoing: "refused", why: "停了，没有算。" }, false, "停了，没有算。算数的是上面选着的。"],
  ];
  for (const [given, canSend, words] of cases) {
    const shown = ballotWords({ ...BALLOT, ...given });
    assert.deepEqual([shown.canSend, shown.words], [canSend, words]);
  }
});

test("a quiz says what was received and what is still open", () => {
  assert.equal(quizLine("", "", true).words, "✓ 已收到，还可以改。");
  assert.equal(quizLine("retrying", "", true).tone, "bad");
  assert.match(quizEndWords([true, false, true, false], true), /收到 2 题，还有第 2、4 题/);
  assert.match(quizEndWords([true, true], true), /2 题的答案都收到了/);
  assert.match(quizEndWords([true, false], false), /收到你 1 题的答案，共 2 题/);
});

/** An outbox whose server answers as the list says, and what was sent. */
function sending(statuses, seen = []) {
  const refusals = [];
  const box = new Outbox({
    send: async (path, body) => {
      seen.push(body.answer);
      return { status: statuses.shift() ?? 200, body: { error: "停了" } };
    },
    pause: async () => {},
    changed: () => {},
    refused: ({ status }) => refusals.push(status),
  });
  return { box, seen, refusals };
}
const letter = (answer) => ({ path: "/api/vote", body: { answer } });

test("an answer is sent again until the server has it", async () => {
  const { box, seen } = sending([0, 503, 200]);
  const done = box.put("q", letter("A"));
  assert.equal(box.outgoing("q"), "sending");
  await done;
  assert.deepEqual([seen, box.outgoing("q"), box.accepted("q").answer], [["A", "A", "A"], "", "A"]);
});

test("of a question the latest answer is sent, after the one on its way", async () => {
  const { box, seen } = sending([0]);
  await Promise.all([box.put("q", letter("A")), box.put("q", letter("B")), box.put("r", letter("C"))]);
  assert.deepEqual(seen, ["A", "B", "C"]);
});

test("a refused answer is not sent again, and says why", async () => {
  const { box, seen } = sending([409]);
  await box.put("q", letter("A"));
  assert.deepEqual([seen, box.outgoing("q"), box.why("q")], [["A"], "refused", "停了"]);
});

test("a phone learns that it has no seat any more", async () => {
  const { box, refusals } = sending([410]);
  await box.put("q", letter("A"));
  assert.deepEqual(refusals, [410]);
});

test("what was not sent is sent after a reload, unless the phone has come to somebody else", async () => {
  const first = new Outbox({ send: () => new Promise(() => {}), pause: async () => {}, changed: () => {}, refused: () => {} });
  void first.put("q", letter("A"));
  const { box, seen } = sending([]);
  assert.equal(box.waiting("q").answer, "A");
  await box.work();
  assert.deepEqual(seen, ["A"]);
  void first.put("q", letter("B"));
  first.clear();
  assert.equal(sending([]).box.waiting("q"), undefined);
});

test("the projector has one panel for each state, and says how many answered", () => {
  const panels = [{ kind: null }, { kind: "sign-in" }, { kind: "teach" }, { vote: VOTE }, { is_over: true, vote: VOTE }];
  assert.deepEqual(panels.map((more) => screenPanel({ ...SCREEN, ...more })), ["join", "join", "activity", "vote", "over"]);
  assert.equal(voteWords(VOTE, 4), "第一次投票：已投 2 人，在场 4 人");
  assert.equal(voteWords({ ...VOTE, is_open: false }, 4), "第一次投票停了：2 人投了");
  assert.equal(voteWords({ ...VOTE, vote: 2, is_open: false, tallies: [{ answer: "A", count: 1 }], earlier: [{ answer: "B", count: 1 }] }, 4), "两次投票的结果");
  const both = { ...VOTE, tallies: [{ answer: "A", count: 1 }], earlier: [{ answer: "B", count: 1 }] };
  assert.deepEqual([VOTE, both, { ...both, key: "A" }].map(projectedWords), ["投影上只有题目。", "投影上有两次的结果。", "投影上有两次的结果和答案。"]);
  assert.match(quizWords({ quiz: "exit", is_open: true, begun: 3, finished: 1 }, 4), /已答完 1 人，在答 2 人/);
  assert.equal(presentWords(JOIN), "已到 4 人 · 应到 6 人");
  assert.deepEqual([2, 3].map((missing) => arrivalWords(JOIN, missing)), ["已到 4 人 · 应到 6 人", "已到 4 人（名单上 3，来宾 1），应到 6 人"]);
  assert.equal(openName({ ...SCREEN, vote: VOTE }), "vote vis-1 1");
  assert.equal(openName({ ...SCREEN, vote: { ...VOTE, is_open: false } }), "");
});

test("without tallies there are no bars; with them each option has its own, and the key is marked", () => {
  assert.deepEqual(rowsOf(ITEM, {}).map(({ now, isKey }) => [now, isKey]), [[null, false], [null, false], [null, false]]);
  const votes = { tallies: [{ answer: "A", count: 1 }, { answer: "C", count: 3 }], earlier: [{ answer: "A", count: 4 }], key: "C. 35" };
  const rows = rowsOf(ITEM, votes);
  assert.deepEqual(rows.map(({ now }) => now.count), [1, 0, 3]);
  assert.deepEqual(rows.map(({ earlier }) => earlier.count), [4, 0, 0]);
  assert.deepEqual(rows.map(({ isKey }) => isKey), [false, false, true]);
  assert.equal(barWords(rows[2].now), "3 人 · 75%");
  assert.deepEqual(answersOf(ITEM, votes), []);
});

test("answers that are no single options are counted as they are, the rarest together", () => {
  const several = { ...ITEM, type: "multiple" };
  const tallies = "abcdefghij".split("").map((answer, index) => ({ answer, count: 20 - index }));
  const rows = answersOf(several, { tallies });
  assert.deepEqual([rows.length, rows[7].name, rows[7].now.count], [8, "其他", 13 + 12 + 11]);
  assert.deepEqual(rowsOf(several, { tallies, key: "A、B" }).map(({ now, isKey }) => [now, isKey]), [[null, true], [null, true], [null, false]]);
  const order = answersOf({ ...ITEM, type: "matching" }, { tallies: [{ answer: "1 配 B、2 配 A", count: 1 }], key: "1 配 B、2 配 A" });
  assert.deepEqual(order.map(({ isKey }) => isKey), [true]);
  const truth = rowsOf({ ...ITEM, type: "truefalse" }, { tallies: [{ answer: "对", count: 2 }] });
  assert.deepEqual(truth.map(({ name, now }) => [name, now.count]), [["对", 2], ["错", 0]]);
});

test("of several choice only the whole answer is right, and it is never among the others", () => {
  const several = { ...ITEM, type: "multiple", options: ["A", "B", "C", "D"].map((id) => ({ id, text: id })) };
  const tallies = [{ answer: "B、C、D", count: 43 }, { answer: "B", count: 9 }, { answer: "B、C", count: 4 }];
  for (const key of ["B、C、D", "D、B、C"]) {
    assert.deepEqual(answersOf(several, { tallies, key }).map(({ name, isKey }) => [name, isKey]), [["B、C、D", true], ["B", false], ["B、C", false]]);
  }
  const many = "abcdefghij".split("").map((answer, index) => ({ answer, count: 20 - index }));
  const rows = answersOf(several, { tallies: many, key: "j" });
  assert.deepEqual(rows.map(({ name, isKey }) => (isKey ? `${name}*` : name)), ["a", "b", "c", "d", "e", "f", "g", "j*", "其他"]);
});

test("movements: who changed, the most first, and how many did not", () => {
  const { moved, stayed } = flowOf([
    { before: "A", after: "C", count: 2 }, { before: "A", after: "A", count: 5 }, { before: "B", after: "C", count: 7 }, { before: "C", after: "C", count: 1 },
  ]);
  assert.deepEqual([moved.map(({ count }) => count), stayed], [[7, 2], 6]);
  assert.equal(sceneRows(SCENE.choices, [{ answer: "listen", count: 3 }])[0].now.count, 3);
  assert.equal(clockWords(85), "1:25");
});

test("the trainer is led through a vote: open, close, discuss, vote again, show both, show the answer, on", () => {
  const asked = (more) => trainer(2, { vote: { ...VOTE, ...more } });
  const shown = [{ answer: "A", count: 2 }];
  const way = [
    [trainer(null), "开始：签到"],
    [trainer(2), "第 1 题：开第一次投票"],
    [asked({}), "停止投票"],
    [asked({ is_open: false }), "开第二次投票"],
    [asked({ vote: 2 }), "停止投票"],
    [asked({ vote: 2, is_open: false }), "显示两次的结果"],
    [asked({ vote: 2, is_open: false, tallies: shown, earlier: shown }), "显示答案"],
    [asked({ vote: 2, is_open: false, tallies: shown, key: "C" }), "第 2 题：开第一次投票"],
    [asked({ item: { ...ITEM, id: "vis-2" }, is_open: false, tallies: shown, key: "C" }), "下一环节：情景演练"],
  ];
  for (const [state, label] of way) assert.equal(main(state).label, label);
  const voted = trainer(2, { vote: { ...VOTE, is_open: false } }, { tallies: [{ answer: "A", count: 3 }, { answer: "C", count: 1 }], key: "C" });
  assert.match(stepsOf(voted).hint, /^选对的 1 人 · 25%。现在讨论/);
  assert.deepEqual(main(trainer(2)).deed, { do: "open-vote", item: "vis-1", vote: 1 });
  assert.ok(labels(asked({ is_open: false })).includes("显示第一次的结果"));
  assert.deepEqual(main(asked({ is_open: false, answered: 0 })).deed, { do: "open-vote", item: "vis-1", vote: 1 });
  assert.ok(labels(asked({ is_open: false })).includes("第一次投票再开一会儿"));
  assert.ok(!labels(asked({ is_open: false, tallies: shown })).some((label) => label.includes("再开")), "what was shown is not voted on");
});

test("the trainer comes back to a question that was voted on, and is offered what can still be opened", () => {
  const back = (...questions) => ({ ...trainer(2), activities: ACTIVITIES.map((line, index) => (index === 2 ? { ...line, questions } : line)) });
  const first = back(question("vis-1", "几户？", [56, 0], [1, 2]), question("vis-2", "几次？"));
  assert.equal(main(first).label, "第 1 题：开第二次投票");
  assert.deepEqual(labels(first), ["第 1 题：再开第一次投票（已有 56 票）", "第 2 题：开第一次投票"]);
  const done = back(question("vis-1", "几户？", [56, 50], []), question("vis-2", "几次？", [3, 0], [2]));
  assert.deepEqual([main(done).label, labels(done)], ["第 2 题：开第二次投票", []]);
  assert.equal(main(back(question("vis-1", "几户？", [56, 50], []))).label, "下一环节：情景演练");
});

test("the trainer alone sees how many chose all that is right, and how choices are judged", () => {
  const several = { ...ITEM, type: "multiple" };
  const hint = (...tallies) => stepsOf(trainer(2, { vote: { ...VOTE, item: several, is_open: false } }, { tallies, key: "A、B" })).hint;
  assert.match(hint({ answer: "A、B", count: 3 }, { answer: "A", count: 1 }), /^全选对的 3 人 · 75%。/);
  assert.match(hint({ answer: "A", count: 1 }), /^没有人全选对。/);
  assert.deepEqual(sceneRows(SCENE.choices, [], ["good", "wrong"]).map(({ note }) => note), ["✓ 得当", "✗ 违规"]);
  const words = (isShown, isKeyShown) => aloneWords({ isShown, isKeyShown, key: "答案" });
  assert.match(words(false, false), /^只有你看得到/);
  assert.deepEqual([words(true, false), words(true, true)], ["票数投影上已经显示；答案只有你看得到。", "票数和答案投影上已经显示。"]);
  assert.equal(wentWords({ right: 3, answered: 20 }), "20 人答，对 3 人 · 15%");
});

test("the trainer is led through a quiz, a scenario and the end", () => {
  const quiz = { quiz: "warm-up", is_open: true, begun: 3, finished: 1 };
  assert.equal(main(trainer(1)).label, "打开热身测验");
  assert.equal(main(trainer(1, { quiz })).label, "停止热身测验");
  assert.equal(main(trainer(1, { quiz: { ...quiz, is_open: false } })).label, "下一环节：投票讨论");
  const scene = (more, rest = {}) => trainer(3, { scene: { scene: { ...SCENE, ...more }, answered: 3, ...rest } });
  const tallies = (one, other) => ({ tallies: [{ answer: "listen", count: one }, { answer: "argue", count: other }] });
  assert.equal(main(trainer(3)).label, "开始情景演练");
  assert.equal(main(scene({})).label, "停止，显示大家的选择");
  assert.deepEqual(main(scene({ is_open: false }, tallies(2, 1))).deed, { do: "decide", choice: "" });
  assert.equal(main(scene({ is_open: false }, tallies(2, 2))), null);
  assert.deepEqual(labels(scene({ is_open: false }, tallies(2, 2))), ["由你定：走 A", "由你定：走 B", "让大家再选一次"]);
  assert.equal(main(scene({ is_open: false }, { answered: 0 })).label, "让大家在手机上选");
  assert.equal(main(scene({ is_open: false }, { answered: 0, ...tallies(0, 0) })).label, "让大家在手机上选");
  assert.equal(main(scene({ choices: [], is_open: false })).label, "结束培训");
  assert.equal(main(trainer(3, { is_over: true })), null);
});

test("the trainer sees what is open, how long it takes, and doubtful seats first", () => {
  assert.deepEqual([trainer(2), trainer(2, { vote: VOTE })].map(isAsking), [false, true]);
  const began = "2026-12-01T09:00:00+08:00";
  const at = (minutes) => durationWords(20, began, Date.parse(began) + minutes * 60000);
  assert.deepEqual([at(5), at(23)], ["已经 5 分钟，计划 20 分钟", "已经 23 分钟，超了 3 分钟"]);
  assert.deepEqual(doubtsFirst([{ seat: "1" }, { seat: "2", doubt: "名单里没有" }]).map(({ seat }) => seat), ["2", "1"]);
});
