/* Coming in: who one is, and the code of the moment, from the address that the camera opened or typed. */
import { button, focus, make, text, uid } from "../core/dom.js";
import { lastWho } from "./seat.js";

/**
 * @import { ExpectedLine, SeatView } from "../wire.d.ts"
 * @import { Reply } from "./line.js"
 */

/** What is sent to come in. @typedef {{who: string, code: string, as_stranger?: boolean, again?: boolean}} Coming */

/**
 * @typedef {object} JoinWays
 * @property {(coming: Coming) => Promise<Reply>} join
 * @property {(seat: SeatView, who: string) => void} joined
 * @property {string} code from the address; may be empty
 */

const UNREACHED = "连不上培训师的电脑。请看手机是不是连着培训室的无线网，再点一次。";
const DIGITS = 4;

/** @param {string} label @param {Record<string, unknown>} attributes @param {string} [hint] */
function field(label, attributes, hint) {
  const id = uid();
  const note = hint ? make("span", { class: "small", id: `${id}-hint` }, hint) : null;
  const input = make("input", { id, class: "number", autocomplete: "off", "aria-describedby": note?.id, ...attributes });
  return { node: make("div", { class: "field" }, make("label", { for: id }, label), input, note), input };
}

export class Joining {
  isBusy = false;
  who = field("姓名或工号", { type: "text", maxlength: 40, value: lastWho(), autocapitalize: "off" });
  digits = field("投影上的四位数字", { type: "text", inputmode: "numeric", maxlength: 8 }, "数字会换，照现在投影上的填。");
  problem = make("p", { class: "note bad", role: "alert", hidden: true });
  question = make("div", { class: "question" });
  submit = make("button", { class: "button main wide" }, "进入");

  /** @param {JoinWays} ways @param {string} [problem] */
  constructor(ways, problem = "") {
    this.ways = ways;
    this.code = ways.code;
    this.form = make("form", { novalidate: true, class: "card" },
      make("h1", {}, "进入培训"), this.problem, this.who.node, this.digits.node, this.submit);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.enter();
    });
    this.node = make("div", {}, this.form, this.question);
    this.digits.node.hidden = Boolean(this.code);
    this.complain(problem);
  }

  /** @param {string} words */
  complain(words) {
    this.problem.textContent = words;
    this.problem.hidden = !words;
  }

  /** What is typed, if it can be sent. */
  typed() {
    const who = this.who.input.value.trim();
    // Typing the digits in full width is usual with a Chinese keyboard.
    const digits = this.digits.input.value.normalize("NFKC").replace(/\D/g, "");
    if (!who) return this.missing(this.who.input, "请填姓名或工号。");
    if (!this.code && digits.length !== DIGITS) return this.missing(this.digits.input, "请填投影上的四位数字。");
    return { who, code: this.code || digits };
  }

  /** @param {HTMLElement} input @param {string} words */
  missing(input, words) {
    this.complain(words);
    input.focus();
    return null;
  }

  enter() {
    const coming = this.typed();
    if (coming) void this.send(coming);
  }

  /** @param {Coming} coming */
  async send(coming) {
    if (this.isBusy) return;
    this.isBusy = true;
    this.complain("");
    this.submit.setAttribute("aria-disabled", "true");
    const reply = await this.ways.join(coming);
    this.isBusy = false;
    this.submit.setAttribute("aria-disabled", "false");
    if (reply.status === 200) return this.ways.joined(reply.body.seat, coming.who);
    this.answer(coming, reply);
  }

  /** What the server wants to know first. @param {Coming} coming @param {Reply} reply */
  answer(coming, { status, body }) {
    const error = String(body.error ?? "");
    if (!status) return this.back(UNREACHED);
    if (body.kind === "code") return this.askDigits(error);
    if (body.kind === "which") return this.ask(error, this.people(coming, body.people ?? []));
    if (body.kind === "stranger") return this.ask(error, [["不在名单里，也进入", { ...coming, as_stranger: true }]]);
    if (body.kind === "taken") return this.ask(error, [["是我，用这部手机", { ...coming, again: true }]]);
    return this.back(error || "没有进去，请再试一次；还不行，请告诉培训师。");
  }

  /** @param {Coming} coming @param {ExpectedLine[]} people @returns {[string, Coming][]} */
  people(coming, people) {
    return people.map(({ number, name, unit }) => [[name, unit, number].filter(Boolean).join(" · "), { ...coming, who: number }]);
  }

  /** @param {string} error */
  askDigits(error) {
    this.code = "";
    this.digits.node.hidden = false;
    this.back(error);
    this.digits.input.value = "";
    this.digits.input.focus();
  }

  /** @param {string} words @param {[string, Coming][]} ways */
  ask(words, ways) {
    const heading = make("h2", {}, words);
    const buttons = ways.map(([label, coming]) => button(label, () => {
      this.back("");
      void this.send(coming);
    }, { class: "button wide" }));
    const change = button("回去改", () => {
      this.back("");
      this.who.input.focus();
    }, { class: "button quiet wide" });
    this.form.hidden = true;
    this.question.replaceChildren(make("section", { class: "card" }, heading, make("div", { class: "stack" }, ...buttons, change)));
    focus(heading, "nearest");
  }

  /** Back to the form. @param {string} words */
  back(words) {
    this.question.replaceChildren();
    this.form.hidden = false;
    this.complain(words);
  }
}

/** The seat is another phone's now. @param {string} words @param {() => void} take */
export function movedCard(words, take) {
  return make("section", { class: "card" }, make("h1", {}, "换到了另一部手机"),
    text("", words || "你的座位现在在另一部手机上，答案都在。"),
    make("div", { class: "stack" }, button("用这部手机", take, { class: "button main wide" })));
}
