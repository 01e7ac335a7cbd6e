/* Mending the list of seats: who somebody is, that two seats are one person's, that nobody came, somebody without a phone. */
import { button, make, text, uid } from "../core/dom.js";

/**
 * @import { ExpectedLine, SeatLine } from "../wire.d.ts"
 */

/** What the server is asked to put into the list. @typedef {{seat: string, number: string, name: string, left: boolean, same_as: string}} Mended */

/** Ends with nothing or with a sentence that says why not. @typedef {(mended: Mended) => Promise<string>} Mend */

/** @param {string} label @param {HTMLElement} control */
function labelled(label, control) {
  control.id = uid();
  return make("div", { class: "field" }, make("label", { for: control.id }, label), control);
}

/** @param {SeatLine} seat */
const seatWords = ({ name, number, seat }) => [name, number, `座位 ${seat}`].filter(Boolean).join(" · ");

/** @param {[string, string][]} options values and words */
function choice(options) {
  return make("select", {}, ...options.map(([value, words]) => make("option", { value }, words)));
}

/** A dialog in front of the page; it goes away when it is closed.
 * @param {HTMLElement} page @param {string} title @param {...(Node | string | null)} children */
export function openDialog(page, title, ...children) {
  const heading = make("h2", { id: uid() }, title);
  const dialog = make("dialog", { "aria-labelledby": heading.id }, heading, ...children);
  dialog.addEventListener("close", () => dialog.remove());
  page.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks before something that can't be taken back. @param {HTMLElement} page @param {string} title @param {string} words
 * @param {string} label @param {() => void} act */
export function confirmFirst(page, title, words, label, act) {
  const dialog = openDialog(page, title, text("", words), make("div", { class: "buttons" },
    button(label, () => {
      dialog.close();
      act();
    }, { class: "button main" }),
    button("先不", () => dialog.close(), { class: "button quiet" })));
}

/** @param {SeatLine | null} seat null: somebody is put in by hand @param {SeatLine[]} seats @param {ExpectedLine[]} missing */
function controls(seat, seats, missing) {
  const others = seats.filter((other) => other.seat !== seat?.seat);
  /** @type {[string, string][]} */
  const people = missing.map((person) => [person.number, [person.name, person.number, person.unit].filter(Boolean).join(" · ")]);
  return {
    listed: choice([["", "——"], ...people]),
    name: make("input", { class: "number", maxlength: 40, autocomplete: "off", value: seat?.name ?? "" }),
    number: make("input", { class: "number", maxlength: 40, autocomplete: "off", value: seat?.number ?? "" }),
    sameAs: choice([["", "不是"], ...others.map((other) => /** @type {[string, string]} */ ([other.seat, seatWords(other)]))]),
    left: make("input", { type: "checkbox" }),
  };
}

/** @param {HTMLElement} page @param {SeatLine | null} seat @param {SeatLine[]} seats @param {ExpectedLine[]} missing @param {Mend} mend */
export function openMending(page, seat, seats, missing, mend) {
  const { listed, name, number, sameAs, left } = controls(seat, seats, missing);
  const problem = make("p", { class: "note bad", role: "alert", hidden: true });
  listed.addEventListener("change", () => {
    const person = missing.find((one) => one.number === listed.value);
    if (!person) return;
    number.value = person.number;
    name.value = person.name;
  });
  const save = async () => {
    const words = await mend({
      seat: seat?.seat ?? "", number: number.value.trim(), name: name.value.trim(), left: left.checked, same_as: sameAs.value,
    });
    if (!words) return dialog.close();
    problem.textContent = words;
    problem.hidden = false;
  };
  const fields = make("form", { novalidate: true },
    missing.length ? labelled("名单里还没到的人", listed) : null,
    labelled("姓名", name), labelled("工号（名单外的人可以空着）", number),
    seat ? labelled("和另一个座位是同一个人", sameAs) : null,
    seat ? make("label", { class: "check" }, left, "这个人其实没有来") : null,
    problem,
    make("div", { class: "buttons" }, make("button", { class: "button main" }, "保存"),
      button("取消", () => dialog.close(), { class: "button quiet" })));
  fields.addEventListener("submit", (event) => {
    event.preventDefault();
    void save();
  });
  const dialog = openDialog(page, seat ? `改座位 ${seat.seat}` : "手工补一个人", fields);
}
