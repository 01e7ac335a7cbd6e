/* A question or a moment of a scenario that the room votes on: choose, hand in, change until it is closed. */
import { make, uid } from "../core/dom.js";
import { itemView } from "../items/item-view.js";
import { isBlank, typeOf, unreadableWords } from "../items/types.js";
import { ballotWords } from "./phone-words.js";

/**
 * @import { Answer, Item } from "../wire.d.ts"
 * @import { Outgoing } from "./outbox.js"
 */

/** @typedef {{isOpen: boolean, stored: Answer, outgoing: Outgoing, why: string, waiting: Answer | undefined}} BallotNow */

/** A line that says how it stands. */
export function statusLine() {
  const node = make("p", { class: "status", role: "status", id: uid() });
  /** @param {string} tone @param {string} words */
  const show = (tone, words) => {
    node.className = `status ${tone}`;
    if (node.textContent !== words) node.textContent = words;
  };
  return { node, show };
}

/** @param {Answer} one @param {Answer} other */
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class Ballot {
  /** @type {BallotNow} */
  now = { isOpen: true, stored: null, outgoing: "", why: "", waiting: undefined };
  /** The person changed something since it was last shown as stored. */
  touched = false;
  line = statusLine();

  /** @param {Item} item @param {(answer: Answer) => void} send */
  constructor(item, send) {
    this.item = item;
    this.send = send;
    this.view = itemView(item, { changed: () => this.touch() });
    this.button = make("button", { type: "button", class: "button main wide", "aria-describedby": this.line.node.id });
    this.button.addEventListener("click", () => this.submit());
    this.node = make("div", { class: "ballot" }, this.view.node, this.line.node, this.button);
  }

  touch() {
    this.touched = true;
    this.show();
  }

  submit() {
    const answer = this.view.read();
    if (this.button.getAttribute("aria-disabled") === "true") return;
    if (typeOf(this.item.type).isUnreadable?.(this.item, String(answer))) return this.view.invalid(unreadableWords(this.item));
    this.touched = false;
    this.send(answer);
  }

  /** @param {BallotNow} now */
  update(now) {
    this.now = now;
    if (!now.isOpen) this.touched = false;
    const shown = now.waiting ?? now.stored;
    if (!this.touched && !isBlank(shown, this.item.type)) this.view.write(shown);
    this.view.lock(!now.isOpen);
    this.show();
  }

  show() {
    const { isOpen, stored, outgoing, why } = this.now;
    const answer = this.view.read();
    const words = ballotWords({
      isOpen, outgoing, why,
      isBlank: isBlank(answer, this.item.type), isStored: !isBlank(stored, this.item.type), isSame: isSame(answer, stored),
    });
    this.line.show(words.tone, words.words);
    this.button.hidden = !words.button;
    this.button.textContent = words.button;
    this.button.setAttribute("aria-disabled", String(!words.canSend));
  }
}
