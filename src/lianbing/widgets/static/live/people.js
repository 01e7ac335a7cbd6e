/* Who is in, and who is not, on the trainer's page. */
import { button, make } from "../core/dom.js";

/**
 * @import { ExpectedLine, SeatLine, SignedInBy } from "../wire.d.ts"
 */

/** @type {Record<SignedInBy, string>} */
const WAYS = { code: "扫码", digits: "输数字", trainer: "培训师补", paper: "纸上签到" };

/** Those with a doubt first, else as they came. @param {SeatLine[]} seats */
export const doubtsFirst = (seats) => [...seats.filter(({ doubt }) => doubt), ...seats.filter(({ doubt }) => !doubt)];

/** How it stands with a seat's phone. @param {SeatLine} seat */
export function seatNote({ by, is_connected }) {
  if (by === "trainer" || by === "paper") return WAYS[by];
  return `${WAYS[by]} · ${is_connected ? "● 连着" : "○ 没有连着"}`;
}

/** @param {SeatLine} seat @param {() => void} mend */
function seatNode(seat, mend) {
  const { name, number, unit, doubt } = seat;
  return make("li", { class: doubt ? "doubtful" : "" },
    make("span", { class: "who" }, make("b", {}, name || number), make("span", { class: "small" }, [number, unit].filter(Boolean).join(" · ")),
      make("span", { class: "small" }, seatNote(seat))),
    button("改", mend, { class: "button quiet slim", "aria-label": `改 ${name || number}`, "data-id": `seat ${seat.seat}` }),
    doubt ? make("span", { class: "doubt" }, `⚠ ${doubt}`) : null);
}

/** @param {SeatLine[]} seats @param {(seat: SeatLine) => void} mend */
export const seatList = (seats, mend) =>
  make("ul", { class: "people" }, ...doubtsFirst(seats).map((seat) => seatNode(seat, () => mend(seat))));

/** @param {ExpectedLine[]} missing @param {(person: ExpectedLine) => void} add */
export const missingList = (missing, add) => make("ul", { class: "people" }, ...missing.map((person) => make("li", {},
  make("span", { class: "who" }, make("b", {}, person.name), make("span", { class: "small" }, [person.number, person.unit].filter(Boolean).join(" · "))),
  button("补签", () => add(person), { class: "button quiet slim", "aria-label": `补签 ${person.name}`, "data-id": `missing ${person.number}` }))));
