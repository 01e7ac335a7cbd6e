/* <lb-live-phone>: a phone in the room. It comes in, follows what the trainer does, and sends answers. */
import { Base } from "../core/base.js";
import { make, text } from "../core/dom.js";
import items from "../items/style.css";
import { Ballot } from "./ballot.js";
import { Joining, movedCard } from "./joining.js";
import { ask, follow, onReturn, pause } from "./line.js";
import { Outbox } from "./outbox.js";
import { announcement, isElsewhere, panelOf, voteName } from "./phone-words.js";
import own from "./phone.css";
import { Quiz } from "./quizzing.js";
import { phoneSecret, rememberWho } from "./seat.js";
import shared from "./shared.css";

/**
 * @import { Answer, Item, PhoneState, SceneView, SeatView, VoteOnPhone } from "../wire.d.ts"
 * @import { Reply } from "./line.js"
 * @import { Coming } from "./joining.js"
 */

const RETRY_MS = 1500;
const FORGETFUL = "这部手机的浏览器不肯保存：刷新或关掉这一页以后，要重新进入。";
const MISSED = "前面那一题停了，你的答案到得太晚，没有收到。";
const LOST = "连不上培训师的电脑，正在重连。已收到的答案都在。";

/** What can be voted on in a scene, as a question. @param {SceneView} scene @returns {Item} */
const sceneItem = ({ node, choices }) => ({ kind: "item", id: node, type: "single", stem: "你会怎么做？", options: choices });

/** @param {VoteOnPhone} vote */
const voteSlot = ({ item, vote }) => `vote ${item.id} ${vote}`;

export class PhoneElement extends Base {
  static style = items + shared + own;

  constructor() {
    super();
    this.who = make("p", { class: "who" });
    this.trouble = make("p", { class: "note trouble", role: "status", hidden: true });
    this.spoken = make("p", { class: "unseen", role: "status" });
    this.missed = make("p", { class: "note bad", role: "alert", hidden: true }, MISSED);
    /** Whose answer came too late. */
    this.late = "";
    this.stage = make("div", { class: "stage" });
    /** @type {{key: string, update: (state: PhoneState) => void}} */
    this.panel = { key: "", update: () => {} };
    /** @type {PhoneState | null} */
    this.state = null;
    this.line = new AbortController();
    this.lastCode = "";
  }

  draw() {
    const { phone, isKept } = phoneSecret();
    this.phone = phone;
    this.page.append(make("header", { class: "top" }, this.who), this.trouble, this.missed, this.spoken, this.stage,
      ...(isKept ? [] : [text("small forgetful", FORGETFUL) ?? ""]));
    this.outbox = new Outbox({
      send: (path, body) => ask(path, body),
      pause: () => pause(RETRY_MS),
      changed: (slot) => this.changed(slot),
      refused: (reply) => this.refused(reply),
    });
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    signal.addEventListener("abort", () => this.line.abort());
    onReturn(() => void this.outbox?.work(), signal);
    void this.enter();
  }

  /** @param {string} slot */
  changed(slot) {
    if (this.outbox?.outgoing(slot) === "refused") this.late = slot;
    if (!this.state) return;
    this.sayMissed();
    this.panel.update(this.state);
  }

  /** An answer that was refused is named where its question isn't shown any more, until the next question. */
  sayMissed() {
    this.missed.hidden = !isElsewhere(this.late, this.panel.key);
  }

  /** Shows one panel in place of another. @param {string} key @param {...Node} nodes */
  put(key, ...nodes) {
    if (!this.missed.hidden) this.late = "";
    this.panel = { key, update: () => {} };
    this.sayMissed();
    this.stage.replaceChildren(...nodes);
    scrollTo(0, 0);
  }

  /** Finds out whether the phone has a seat. */
  async enter() {
    for (;;) {
      const reply = await ask(`/api/me?phone=${this.phone}`);
      if (!this.isConnected) return;
      this.sayTrouble(reply.status === 0 || reply.status >= 500);
      if (reply.status === 200) return this.follow(reply.body.seat);
      if (reply.status >= 400 && reply.status < 500) return this.refused(reply);
      await pause(RETRY_MS);
    }
  }

  /** @param {Reply} reply */
  refused({ status, body }) {
    this.line.abort();
    this.state = null;
    this.sayTrouble(false);
    if (status === 410) return this.moved(String(body.error ?? ""));
    this.outbox?.clear();
    this.showJoining();
  }

  /** @param {string} [who] @param {Coming} [coming] to be sent at once */
  showJoining(who, coming) {
    this.who.textContent = "";
    const joining = new Joining({
      code: new URLSearchParams(location.search).get("c") ?? "",
      join: (sent) => ask("/api/join", { phone: this.phone, ...sent }),
      joined: (seat, name) => {
        rememberWho(name);
        this.follow(seat);
      },
    });
    if (who) joining.who.input.value = who;
    this.put("join", joining.node);
    if (coming) void joining.send(coming);
  }

  /** @param {string} words */
  moved(words) {
    this.who.textContent = "";
    this.put("moved", movedCard(words, () => {
      const code = new URLSearchParams(location.search).get("c") ?? "";
      const who = this.seat?.number || this.seat?.name || "";
      this.showJoining(who, { who, code, again: true });
    }));
  }

  /** @param {SeatView} seat */
  follow(seat) {
    this.seat = seat;
    this.who.textContent = [seat.name, seat.number].filter(Boolean).join(" · ");
    this.line.abort();
    this.line = new AbortController();
    if (!this.panel.key || this.panel.key === "join") this.put("in", make("section", { class: "card" }, make("h1", {}, "进来了"), text("", "请等一下……") ?? ""));
    void follow(`/api/phone/events?phone=${this.phone}`, {
      state: (state) => this.show(state),
      lost: () => this.sayTrouble(!this.state?.is_over), // then the trainer's computer may well be off
      refused: (reply) => this.refused(reply),
    }, this.line.signal);
    void this.outbox?.work();
  }

  /** @param {boolean} on */
  sayTrouble(on) {
    this.trouble.hidden = !on;
    this.trouble.textContent = on ? LOST : "";
  }

  /** @param {PhoneState} state */
  show(state) {
    this.sayTrouble(false);
    this.state = state;
    this.seat = state.me;
    document.title = state.title;
    this.who.textContent = [state.me.name, state.me.number].filter(Boolean).join(" · ");
    const { kind, key } = panelOf(state);
    if (this.panel.key !== key) this[kind](key, state);
    const words = announcement(state);
    if (this.spoken.textContent !== words) this.spoken.textContent = words;
    this.panel.update(state);
  }

  /** @param {string} key @param {PhoneState} state */
  over(key, { title }) {
    this.put(key, make("section", { class: "card" }, make("h1", {}, "培训结束了"), text("", title) ?? "",
      text("small", "收到的答案都留着了，可以关掉这一页。") ?? ""));
  }

  /** @param {string} key */
  wait(key) {
    const heading = make("h1");
    const title = make("p", { class: "small" });
    this.put(key, make("section", { class: "card waiting" }, heading, text("", "等培训师开始下一步，这一页会自己换。手机锁了屏也没关系。") ?? "", title));
    this.panel.update = (state) => {
      heading.textContent = state.activity || "进来了";
      title.textContent = state.title;
    };
  }

  /** @param {string} key @param {PhoneState} state */
  vote(key, state) {
    const { item, vote } = /** @type {VoteOnPhone} */ (state.vote);
    const ballot = new Ballot(item, (answer) => this.post(key, "/api/vote", { item: item.id, vote, answer }));
    const right = make("p", { class: "note key", hidden: true });
    this.put(key, make("h1", {}, voteName(vote)), make("section", { class: "card" }, ballot.node, right));
    this.panel.update = ({ vote: now }) => {
      if (!now) return;
      ballot.update(this.ballotNow(voteSlot(now), now.is_open, now.mine ?? null, "answer"));
      right.hidden = !now.key;
      right.textContent = now.key ? `答案：${now.key}` : "";
    };
  }

  /** @param {string} slot @param {boolean} isOpen @param {Answer} stored @param {"answer" | "choice"} field of what is sent */
  ballotNow(slot, isOpen, stored, field) {
    const { outbox } = this;
    const waiting = /** @type {Answer | undefined} */ (outbox?.waiting(slot)?.[field]);
    const accepted = /** @type {Answer | undefined} */ (outbox?.accepted(slot)?.[field]);
    return { isOpen, stored: accepted ?? stored, outgoing: outbox?.outgoing(slot) ?? "", why: outbox?.why(slot) ?? "", waiting };
  }

  /** @param {string} slot @param {string} path @param {Record<string, unknown>} body */
  post(slot, path, body) {
    void this.outbox?.put(slot, { path, body: { phone: this.phone, ...body } });
  }

  /** @param {string} key @param {PhoneState} state */
  quiz(key, state) {
    if (!state.quiz || !this.outbox) return;
    const { outbox } = this;
    const { quiz } = state.quiz;
    /** @param {string} item */
    const slot = (item) => `${key} ${item}`;
    const panel = new Quiz(state.quiz, {
      send: (item, answer) => this.post(slot(item), "/api/quiz", { quiz, item, answer }),
      outgoing: (item) => outbox.outgoing(slot(item)),
      why: (item) => outbox.why(slot(item)),
      waiting: (item) => /** @type {Answer | undefined} */ (outbox.waiting(slot(item))?.answer),
      accepted: (item) => /** @type {Answer | undefined} */ (outbox.accepted(slot(item))?.answer),
    });
    this.put(key, panel.node);
    this.panel.update = ({ quiz: now }) => now && panel.update(now);
  }

  /** @param {string} key @param {PhoneState} state */
  scene(key, state) {
    const scene = /** @type {SceneView} */ (state.scene);
    const { scenario, node } = scene;
    const ballot = new Ballot(sceneItem(scene), (choice) => this.post(key, "/api/scene", { scenario, node, choice }));
    this.put(key, make("h1", {}, scene.title), make("section", { class: "card scene" },
      text("before", scene.before), text("event", scene.text),
      scene.choices.length ? ballot.node : text("debrief", scene.debrief)));
    this.panel.update = ({ scene: now, chosen }) =>
      now?.choices.length && ballot.update(this.ballotNow(key, now.is_open, chosen || null, "choice"));
  }
}
