/* <lb-live-screen>: the projector. It shows what the trainer lets everybody see, and how to come in. */
import { Base } from "../core/base.js";
import { make, text } from "../core/dom.js";
import { secondsOpen } from "./elapsed.js";
import histogramStyle from "./histogram.css";
import { flow, histogram, voteNodes } from "./histogram.js";
import { follow } from "./line.js";
import { QUIZZES } from "./phone-words.js";
import { openName, presentWords, quizWords, sceneWords, screenPanel, voteWords } from "./screen-words.js";
import own from "./screen.css";
import shared from "./shared.css";
import { clockWords, promptsOf, sceneRows, stemOf } from "./showing.js";

/**
 * @import { JoinView, QuizOnScreen, SceneOnScreen, ScreenState, VoteOnScreen } from "../wire.d.ts"
 */

const TICK_MS = 1000;
const [LARGEST, SMALLEST, STEP] = [1.4, 0.5, 0.05];
const LOST = "和培训程序的连接断了，正在重连。画面还是断开以前的。";

/** Data as the address of a picture, so that nothing of it is read as HTML. @param {string} svg */
const pictureOf = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

export class ScreenElement extends Base {
  static style = shared + histogramStyle + own;

  constructor() {
    super();
    /** @type {ScreenState | null} */
    this.state = null;
    this.shown = "";
    this.session = make("p", { class: "session" });
    this.trouble = make("p", { class: "note trouble", role: "status", hidden: true });
    this.how = make("p", { class: "how", role: "status" });
    this.clock = make("p", { class: "clock", role: "timer" });
    this.stage = make("div", { class: "stage" });
    this.qr = make("img", { class: "qr", alt: "进入培训的二维码" });
    this.address = make("p", { class: "address" });
    this.digits = make("b", { class: "digits" });
    this.present = make("p", { class: "present" });
    this.door = make("aside", { class: "join", "aria-label": "进入培训" },
      make("p", { class: "lead" }, "手机扫码进入"), this.qr,
      make("div", { class: "byhand" }, make("p", {}, "或打开"), this.address,
        make("p", { class: "digitline" }, "填四位数字 ", this.digits)), this.present);
  }

  draw() {
    document.documentElement.dataset.theme = "light"; // a dark picture is hard to see in a room that is not
    document.documentElement.style.fontSize = "min(1.85vw, 3vh)";
    this.page.append(this.trouble,
      make("header", { class: "top" }, this.session, this.how, this.clock),
      make("div", { class: "main" }, this.stage, this.door));
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    const timer = setInterval(() => this.tick(), TICK_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
    addEventListener("resize", () => this.fit(), { signal });
    void follow(`/api/screen/events${location.search}`, {
      state: (state) => this.show(state),
      lost: () => this.sayTrouble(this.state?.is_over ? "" : LOST),
      refused: () => this.sayTrouble("这个网址打不开投影。请在控制台上点“打开投影”。"),
    }, signal);
  }

  /** @param {string} words */
  sayTrouble(words) {
    this.trouble.textContent = words;
    if (this.trouble.hidden === !words) return;
    this.trouble.hidden = !words;
    this.fit();
  }

  /** @param {ScreenState} state */
  show(state) {
    this.state = state;
    this.sayTrouble("");
    document.title = `${state.title} · 投影`;
    this.session.textContent = state.title;
    this.showJoin(state.join);
    const panel = screenPanel(state);
    this.page.dataset.panel = panel;
    const { how, key, nodes } = this[panel](state);
    if (this.how.textContent !== how) this.how.textContent = how;
    if (this.shown !== key) {
      this.shown = key;
      this.stage.replaceChildren(...nodes().filter((node) => node !== null));
      this.fit();
    }
    this.tick();
  }

  tick() {
    const name = this.state && openName(this.state);
    this.clock.textContent = name ? clockWords(secondsOpen(name, Date.now())) : "";
  }

  /** Makes the type as large as everything can be seen at once. */
  fit() {
    for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
      this.stage.style.fontSize = `${size}em`;
      if (this.stage.scrollHeight <= this.stage.clientHeight + 1) return;
    }
  }

  /** @param {JoinView} join */
  showJoin(join) {
    const picture = pictureOf(join.qr);
    if (this.qr.getAttribute("src") !== picture) this.qr.src = picture;
    this.address.textContent = join.address.replace(/^\w+:\/\/|\/$/g, "");
    this.digits.textContent = join.digits;
    this.present.textContent = presentWords(join);
  }

  /** @param {ScreenState} state */
  over({ title }) {
    return { how: "", key: "over", nodes: () => [make("h1", {}, "培训结束，谢谢大家"), text("", title)] };
  }

  /** @param {ScreenState} state */
  activity({ activity }) {
    return { how: "", key: `activity ${activity}`, nodes: () => [make("h1", {}, activity)] };
  }

  /** @param {ScreenState} state */
  join(state) {
    return this.activity(state);
  }

  /** @param {ScreenState} state */
  vote(state) {
    const vote = /** @type {VoteOnScreen} */ (state.vote);
    const { item, tallies, earlier, movements = [], key, explain } = vote;
    return {
      how: voteWords(vote, state.join.present),
      key: JSON.stringify([item.id, tallies, earlier, movements, key, explain]),
      nodes: () => {
        const prompts = promptsOf(item);
        return [
          make("h1", { class: "stem" }, stemOf(item)),
          prompts.length ? make("ol", { class: "prompts" }, ...prompts.map((words) => make("li", {}, words))) : null,
          ...voteNodes(item, { tallies, earlier, key }), flow(movements), text("explain", explain),
        ];
      },
    };
  }

  /** @param {ScreenState} state */
  quiz(state) {
    const quiz = /** @type {QuizOnScreen} */ (state.quiz);
    const how = quizWords(quiz, state.join.present);
    return {
      how, key: JSON.stringify([quiz, state.join.present]),
      nodes: () => {
        const fill = make("span", { class: "length" });
        fill.style.width = `${(100 * quiz.finished) / Math.max(1, state.join.present)}%`;
        return [make("h1", {}, QUIZZES[quiz.quiz]), make("p", { class: "lead" }, quiz.is_open ? "请在手机上答题，一题一屏。" : "停了。"),
          make("p", { class: "progress" }, `答完 ${quiz.finished} 人`), make("span", { class: "track", "aria-hidden": "true" }, fill)];
      },
    };
  }

  /** @param {ScreenState} state */
  scene(state) {
    const { scene, tallies, answered, ...rest } = /** @type {SceneOnScreen} */ (state.scene);
    return {
      how: sceneWords({ scene, tallies, answered, ...rest }, state.join.present),
      key: JSON.stringify([scene.scenario, scene.node, tallies]),
      nodes: () => [
        make("p", { class: "lead" }, scene.title), text("before", scene.before), text("event", scene.text),
        scene.choices.length ? histogram(sceneRows(scene.choices, tallies)) : null, text("explain", scene.debrief),
      ],
    };
  }
}
