/* <lb-live-trainer>: the trainer's page. What to do next, how votes stand, who is in. */
import { Base } from "../core/base.js";
import { button, make, text, uid } from "../core/dom.js";
import { secondsOpen } from "./elapsed.js";
import histogramStyle from "./histogram.css";
import { flow, histogram, voteNodes } from "./histogram.js";
import { ask, follow } from "./line.js";
import { confirmFirst, openMending } from "./mending.js";
import { missingList, seatList } from "./people.js";
import { quizzesWent } from "./quiz-went.js";
import { region } from "./region.js";
import { aloneWords, arrivalWords, castWords, openName, projectedWords } from "./screen-words.js";
import shared from "./shared.css";
import { clockWords, sceneRows, stemOf } from "./showing.js";
import { durationWords, isAsking, stepsOf } from "./steps.js";
import own from "./trainer.css";

/**
 * @import { SeatLine, TrainerState } from "../wire.d.ts"
 * @import { Way } from "./steps.js"
 */

const TICK_MS = 1000;
/* A finger that comes down twice must not do two things. */
const REST_MS = 700;
const LOST = "和培训程序的连接断了，正在重连。程序要是停了，照原来的命令再开一次，什么也不会丢。";
const REFUSED = "这个网址打不开控制台。请照终端里印出的那一行打开。";
const UNREACHED = "没有做成：连不上培训程序。请再点一次。";

/** A part of the page with a heading. @param {string} title @param {...(Node | string | null)} children */
const part = (title, ...children) => make("section", { class: "card part" }, make("h2", {}, title), ...children);

export class TrainerElement extends Base {
  static style = shared + histogramStyle + own;

  constructor() {
    super();
    /** @type {TrainerState | null} */
    this.state = null;
    this.key = new URLSearchParams(location.search).get("key") ?? "";
    this.resting = false;
    this.heading = make("h1", {}, "控制台");
    this.present = make("p", { class: "present" });
    this.trouble = make("p", { class: "note trouble", role: "status", hidden: true });
    this.problem = make("p", { class: "note bad", role: "alert", hidden: true });
    this.activity = make("h2", { class: "activity" });
    this.duration = make("p", { class: "small" });
    this.how = make("p", { class: "how", role: "status" });
    this.hint = make("p", { class: "hint" });
    this.main = make("button", { type: "button", class: "button main big" });
    this.others = make("div", { class: "buttons" });
    this.nodes = { warnings: make("div"), plan: make("ol", { class: "plan" }), asked: make("div", { class: "asked" }),
      quizzes: make("div", { class: "asked" }), seats: make("div"), missing: make("div"), notes: make("ul", { class: "notes" }), addresses: make("div") };
    this.regions = Object.fromEntries(Object.entries(this.nodes).map(([name, node]) => [name, region(node)]));
    this.showOthers = region(this.others);
    /** @type {Way | null} */
    this.next = null;
  }

  draw() {
    document.title = "控制台";
    const note = make("textarea", { class: "writing", id: uid(), rows: 2, maxlength: 2000 });
    const { warnings, plan, asked, quizzes, seats, missing, notes, addresses } = this.nodes;
    this.main.addEventListener("click", () => this.next && this.take(this.next));
    this.page.append(this.trouble,
      make("header", { class: "top" }, this.heading, this.present,
        make("a", { class: "button linked", href: this.screenAddress(), target: "_blank" }, "打开投影")),
      this.problem, warnings,
      make("div", { class: "columns" },
        make("div", { class: "first" }, part("计划", plan),
          part("记事", make("label", { for: note.id, class: "small" }, "随手记的，写进培训记录"), note,
            make("div", { class: "buttons" }, button("记下", () => this.note(note))), notes)),
        make("div", { class: "second" },
          make("section", { class: "card part" }, this.activity, this.duration, this.how, this.main, this.hint, this.others), asked, quizzes),
        make("div", { class: "third" },
          part("到的人", seats, make("div", { class: "buttons" }, button("手工补一个人", () => this.mend(null)))),
          part("还没到的人", missing), part("手机怎样进来", addresses))),
      make("footer", { class: "foot" }, button("结束培训", () => this.confirmClose(), { class: "button quiet" })));
  }

  /** Only this computer may open the projector without the key, which had better not be projected. */
  screenAddress() {
    const isHere = ["127.0.0.1", "localhost"].includes(location.hostname);
    return isHere ? "/screen" : `/screen?key=${encodeURIComponent(this.key)}`;
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    const timer = setInterval(() => this.tick(), TICK_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
    void follow(`/api/trainer/events?key=${encodeURIComponent(this.key)}`, {
      state: (state) => this.show(state),
      lost: () => this.sayTrouble(this.state?.screen.is_over ? "" : LOST),
      refused: () => this.sayTrouble(REFUSED),
    }, signal);
  }

  /** @param {string} words */
  sayTrouble(words) {
    this.trouble.textContent = words;
    this.trouble.hidden = !words;
  }

  /** @param {string} words */
  complain(words) {
    this.problem.textContent = words;
    this.problem.hidden = !words;
  }

  /** Asks the server, and ends with what stands against it. @param {Record<string, unknown>} deed */
  async act(deed) {
    const { status, body } = await ask("/api/trainer", { key: this.key, ...deed });
    if (status === 200) return "";
    return String(body.error ?? (status ? REFUSED : UNREACHED));
  }

  /** @param {Way} way */
  async take({ deed }) {
    if (this.resting) return;
    if (deed.do === "close") return this.confirmClose();
    this.rest(true);
    this.complain(await this.act(deed));
    setTimeout(() => this.rest(false), REST_MS);
  }

  /** @param {boolean} resting */
  rest(resting) {
    this.resting = resting;
    for (const node of [this.main, ...this.others.children]) node.setAttribute("aria-disabled", String(resting));
  }

  /** @param {HTMLTextAreaElement} note */
  async note(note) {
    const words = note.value.trim();
    if (!words) return note.focus();
    const problem = await this.act({ do: "note", text: words });
    this.complain(problem);
    if (!problem) note.value = "";
  }

  confirmClose() {
    const words = "结束以后手机不能再答，人也不能再进来。";
    confirmFirst(this.page, "结束培训？", words, "结束培训", async () => this.complain(await this.act({ do: "close" })));
  }

  /** @param {SeatLine | null} seat */
  mend(seat) {
    if (!this.state) return;
    const { seats, missing } = this.state;
    openMending(this.page, seat, seats, missing, (mended) => this.act({ do: "seat", ...mended }));
  }

  /** @param {TrainerState} state */
  show(state) {
    this.state = state;
    this.sayTrouble("");
    const { screen } = state;
    document.title = `${screen.title} · 控制台`;
    this.heading.textContent = screen.title;
    this.present.textContent = arrivalWords(screen.join, state.missing.length);
    this.showStep(state);
    this.showAsked(state);
    this.regions.warnings(state.warnings, () => state.warnings.map((words) => make("p", { class: "note warning", role: "status" }, words)));
    this.regions.plan([state.activities, state.activity], () => this.plan(state));
    this.regions.seats(state.seats, () => [state.seats.length ? seatList(state.seats, (seat) => this.mend(seat)) : text("small", "还没有人进来。")]);
    this.regions.missing(state.missing, () => [state.missing.length
      ? missingList(state.missing, ({ number, name }) => void this.take({ label: "", deed: { do: "seat", seat: "", number, name, left: false, same_as: "" } }))
      : text("small", "名单里的人都到了。")]);
    this.regions.notes(state.notes, () => state.notes.map((words) => make("li", {}, words)));
    this.regions.addresses([state.addresses, screen.join.digits], () => [
      make("p", {}, "四位数字 ", make("b", { class: "digits" }, screen.join.digits)),
      make("ul", { class: "addresses" }, ...state.addresses.map((address) => make("li", {}, address)))]);
    this.tick();
  }

  /** @param {TrainerState} state */
  showStep(state) {
    const { main, others, hint } = stepsOf(state);
    this.next = main;
    this.main.hidden = !main;
    if (this.main.textContent !== (main?.label ?? "")) this.main.textContent = main?.label ?? "";
    this.hint.textContent = hint;
    this.activity.textContent = state.screen.is_over ? "培训结束了" : state.activity === null ? "还没有开始" : state.activities[state.activity].title;
    this.showOthers(others, () => others.map((way) => button(way.label, () => void this.take(way), { class: "button", "data-id": way.label })));
    this.rest(this.resting);
  }

  /** @param {TrainerState} state */
  plan({ activities, activity }) {
    return activities.map((line, index) => {
      const isNow = index === activity;
      const go = button("到这里", () => this.go(index), { class: "button quiet slim", "aria-label": `到这里：${line.title}`, "data-id": `go ${index}` });
      return make("li", { class: isNow ? "current" : activity !== null && index < activity ? "past" : "", "aria-current": isNow && "step" },
        make("span", { class: "who" }, make("b", {}, line.title), make("span", { class: "small" }, `${line.minutes} 分钟${isNow ? " · 现在" : ""}`)),
        isNow ? null : go, line.notes ? make("p", { class: "small plan-notes" }, line.notes) : null,
        isNow && line.kind === "vote" ? make("ol", { class: "small stems" }, ...line.questions.map(({ stem }) => make("li", {}, stem))) : null);
    });
  }

  /** @param {number} activity */
  go(activity) {
    if (!this.state) return;
    const way = { label: "", deed: { do: "begin", activity } };
    if (!isAsking(this.state)) return void this.take(way);
    confirmFirst(this.page, "换环节？", "手机上正在答的会停下来，已收到的答案都在。", "换环节", () => void this.take(way));
  }

  /** The question, how votes stand, and the answer: for the trainer alone. @param {TrainerState} state */
  showAsked({ screen, tallies, movements, key, verdicts, quizzes }) {
    const { vote, scene, quiz } = screen;
    this.regions.quizzes([quizzes, quiz?.quiz], () => quizzesWent(quizzes, quiz?.quiz));
    this.how.textContent = vote ? `${castWords(vote, screen.join.present)}。${projectedWords(vote)}` : "";
    const isShown = Boolean((vote ?? scene)?.tallies?.length);
    const alone = aloneWords({ isShown, isKeyShown: Boolean(vote?.key), key: vote ? "答案" : "评判" });
    this.regions.asked([vote?.item, vote?.vote, scene?.scene, tallies, movements, key, verdicts, alone], () => {
      const only = make("p", { class: "small" }, alone);
      if (vote) {
        return [part("票数", only, make("p", { class: "stem" }, stemOf(vote.item)), ...voteNodes(vote.item, { tallies, earlier: vote.earlier, key }), flow(movements))];
      }
      return scene ? [part(scene.scene.title, only, text("", scene.scene.text), histogram(sceneRows(scene.scene.choices, tallies, verdicts)))] : [];
    });
  }

  tick() {
    if (!this.state) return;
    const { screen, activities, activity, began } = this.state;
    const line = activity === null ? null : activities[activity];
    const name = openName(screen);
    const open = name ? `开了 ${clockWords(secondsOpen(name, Date.now()))}` : "";
    const words = [line && !screen.is_over ? durationWords(line.minutes, began, Date.now()) : "", open].filter(Boolean).join(" · ");
    if (this.duration.textContent !== words) this.duration.textContent = words;
  }
}
