/* Reading what was typed: folding, pieces, other names, slips of the pen, and the book made ready for it. */
import { asksToCount, inBookWords } from "./spoken.js";

/** @import { FoundKind, IndexEntry, IndexPage, SearchIndex } from "../wire.d.ts" */

/** What a heading names, between punctuation; `later`: after a colon. @typedef {{text: string, later: boolean}} Name */
/**
 * An entry ready to be searched: folded once, and told apart by where it stands.
 * @typedef {object} Place
 * @property {IndexPage} page
 * @property {FoundKind} kind
 * @property {string} anchor
 * @property {string} heading
 * @property {string} text
 * @property {string} head
 * @property {string} body
 * @property {Name[]} names of the heading
 * @property {Name[]} titles of the page's title
 * @property {Place | null} section of a card: the section that shows it
 * @property {string} around headings of the sections around it, folded
 * @property {string[]} cards titles of the cards that a section shows, folded, without their ids
 * @property {number} part the number of the chapter's part between two second-level headings; cards stand at its end
 * @property {boolean} common its heading is furniture that many chapters have
 */
/**
 * @typedef {object} Book
 * @property {Place[]} places
 * @property {Map<string, string[]>} aliases folded names that mean the same, by each of them
 * @property {Set<string>} names words of the trade; those of three characters and more mend a slip of the pen
 * @property {string[]} vocabulary
 * @property {Map<string, number>} counts in how many places something is said, once counted
 */
/** One way to say a piece of the query; what was typed weighs 1. @typedef {{text: string, weight: number}} Wording */
/** @typedef {{typed: string, wordings: Wording[], mended: string}} Piece */
/**
 * @typedef {object} Query
 * @property {string} typed
 * @property {string} id
 * @property {Piece[]} pieces
 * @property {boolean} partial not all that was typed is looked for
 * @property {string} phrase a whole question less the words that ask
 * @property {boolean} counting a formula is asked for
 */

const CARDS = new Set(["clause", "fact", "parameter"]);
const TITLE_ID = /^(?:[a-z]{2,5}-\d{2,4}|k\d{2,3})\s+/;
const BREAKS = /[\s,.;:!?、。·—…"'“”‘’()《》〈〉【】[\]{}/\\|+]+/;
// Between the things that a heading names: 首问与答复.
const JOINTS = new RegExp(`${BREAKS.source}|[和与及]`);
// A heading that this share of the chapters has is furniture: it says where one is, not what is taught.
const FURNITURE = 0.25;
// What turns words into a question, and says nothing about the matter. The longer ones first.
const ASKING = new RegExp(
  [
    "第一步做什么|先做什么|有什么区别|有什么不同|是什么意思|什么意思|为什么|怎么办理|怎么办|怎么处理|怎么算出来|怎么算|怎么写|怎么填|怎么做|怎么查|怎么看|怎么定|怎么带|怎么说|怎么讲",
    "怎么回事|怎么样|怎么|怎样|如何|是什么|什么是|什么|有哪些|哪些|哪里|哪个|哪几|多少钱|多少|多久|几",
    "是不是|可不可以|可以吗|可以|能不能|能吗|要不要|行不行|应该|需要|请问|到底|分别|规定|的时候|吗|呢|吧|啊|的|了|我|你|他|她|让|帮|给|从|和|与|跟|对(?![不得]上|账)|在|要|有|是|不同|区别",
  ].join("|"),
  "g",
);
const LONG = 5;
const LONGEST = 40;
// Nobody asks more than that in one line; what was pasted by mistake must not stop the page.
const LONGEST_QUERY = 80;
const MOST = 12;
// What fewer places say is no expression but a piece of a sentence.
const COMMON = 3;
// Who drops a character and is understood in so many times more places has said the word: 当天没 → 当天.
const CLEARER = 3;
const SELDOM = 4;
const SHORT_NAME = 4;
const DIGITS = "零一二三四五六七八九";
const OTHER_NAME = 0.8;
const WHOSEVER = 0.75;
const MENDED = 0.7;

/**
 * Lower case, full-width ASCII as half-width; character for character, so that places in the result are places in the
 * text. @param {string} text
 */
export const fold = (text) =>
  text
    .replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** @param {string} head */
function namesOf(head) {
  const [first, ...later] = head.replace(TITLE_ID, "").split(":");
  const split = (/** @type {string} */ text, /** @type {boolean} */ after) =>
    text.split(JOINTS).filter(Boolean).map((part) => ({ text: part, later: after }));
  return [...split(first, false), ...later.flatMap((text) => split(text, true))];
}

/** @param {IndexPage} page @param {IndexEntry} entry @returns {Place} */
function placeOf(page, [kind, , anchor, heading, text]) {
  const head = fold(heading);
  return {
    page, kind, anchor, heading, text,
    head, body: fold(text), titles: namesOf(fold(page.title)), section: null, names: namesOf(head), around: "", cards: [], part: 0, common: false,
  };
}

/** The places of a page, each knowing the sections around it and the cards inside. @param {IndexPage} page */
function placesOf(page) {
  /** @type {Place[]} */
  const open = [];
  let part = 0;
  return page.entries.map((entry) => {
    const place = placeOf(page, entry);
    const section = !CARDS.has(place.kind) && place.kind !== "item";
    if (section) open.length = entry[1];
    if (section && entry[1] < 2) part += 1;
    place.part = part;
    place.around = open.slice(1).map((one) => one?.head ?? "").join(" ");
    if (CARDS.has(place.kind)) {
      place.section = open.at(-1) ?? null;
      place.section?.cards.push(place.head.replace(TITLE_ID, ""));
    }
    if (section) open[entry[1]] = place;
    return place;
  });
}

/** @param {Place[]} places @param {number} pages */
function markFurniture(places, pages) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { head } of places) counts.set(head, (counts.get(head) ?? 0) + 1);
  for (const place of places) {
    if (place.kind === "section") place.common = (counts.get(place.head) ?? 0) > Math.max(2, pages * FURNITURE);
  }
}

/** @param {string} text */
const isShortName = (text) => text.length > 1 && text.length <= SHORT_NAME;

/** @param {SearchIndex} index @returns {Book} */
export function prepare(index) {
  const places = index.pages.flatMap(placesOf);
  markFurniture(places, index.pages.length);
  const aliases = new Map();
  for (const group of index.aliases) {
    const names = group.map((name) => fold(name).replace(/\s+/g, ""));
    for (const name of names) aliases.set(name, names.filter((other) => other !== name));
  }
  const words = places.flatMap((place) =>
    place.kind === "term" || CARDS.has(place.kind) ? place.names.map(({ text }) => text) : []);
  const names = new Set([...aliases.keys(), ...words].filter((word) => word.length > 1));
  const vocabulary = [...names].filter((word) => word.length > 2);
  // What sections and roles are called tells words apart, but mends no slips.
  for (const { kind, names: called } of places) {
    if (kind === "section" || kind === "role") called.forEach(({ text }) => isShortName(text) && names.add(text));
  }
  return { places, aliases, names, vocabulary, counts: new Map() };
}

/** The anchor that an id means, however it was typed: VIS6, vis-06, K 165. @param {Book} book @param {string} text */
function idOf(book, text) {
  const typed = /^([a-z]{1,5})[\s\-–—_]*(\d{1,4})$/.exec(text);
  const same = (/** @type {string} */ anchor) => {
    const parts = typed && /^([a-z]+)-?(\d+)$/.exec(anchor);
    return parts ? parts[1] === typed[1] && Number(parts[2]) === Number(typed[2]) : anchor === text;
  };
  // Questions have four digits, clauses two or three.
  const named = book.places.find((place) =>
    place.kind === "item" ? place.anchor === text : CARDS.has(place.kind) && !/\d{4}$/.test(text) && same(place.anchor));
  return named?.anchor ?? "";
}

/** The words that matter; in a question, what stands between the words that ask. @param {string} text */
function wordsOf(text) {
  const parts = text.split(BREAKS).filter(Boolean);
  const words = parts.flatMap((part) => {
    const left = part.split(ASKING).filter(Boolean);
    // 了解 is a word, 怎么办 beside others asks only.
    return part.length < LONG ? (left.length || parts.length < 2 ? [part] : []) : left;
  });
  return words.length ? [...new Set(words)] : parts;
}

/** Whether so many places say it. @param {Book} book @param {string} text @param {number} least */
function isSaid(book, text, least = 1) {
  let many = book.names.has(text) ? least : 0;
  for (let at = 0; many < least && at < book.places.length; at += 1) {
    const { head, body } = book.places[at];
    if (head.includes(text) || body.includes(text)) many += 1;
  }
  return many >= least;
}

/** In how many places it is said. @param {Book} book @param {string} text */
function timesSaid(book, text) {
  let many = book.counts.get(text);
  if (many === undefined) {
    many = book.places.filter(({ head, body }) => head.includes(text) || body.includes(text)).length;
    book.counts.set(text, many);
  }
  return many;
}

/** Without a character that only hangs on: 到假烟 → 假烟. @param {Book} book @param {string} word @returns {string} */
function trimmed(book, word) {
  if (word.length < 3 || book.names.has(word)) return word;
  const many = CLEARER * timesSaid(book, word);
  if (many > CLEARER * SELDOM) return word;
  const [later, earlier] = [word.slice(1), word.slice(0, -1)];
  const best = timesSaid(book, later) > timesSaid(book, earlier) ? later : earlier;
  return timesSaid(book, best) >= many ? trimmed(book, best) : word;
}

/** The longest word of the trade inside a word. @param {Book} book @param {string} word */
function nameIn(book, word) {
  for (let length = word.length - 1; length > 1; length -= 1) {
    for (let at = 0; at + length <= word.length; at += 1) {
      if (book.names.has(word.slice(at, at + length))) return { at, end: at + length };
    }
  }
  return null;
}

/**
 * What nobody says in one breath falls apart: into words of the trade, and else into the longest that somebody says.
 * 替客户垫货款 → 替, 客户, 垫货款. @param {Book} book @param {string} word @returns {string[]}
 */
function fallApart(book, word) {
  if (word.length < 2 || word.length > LONGEST || isSaid(book, word, word.length < 4 ? 1 : COMMON)) return word ? [word] : [];
  const name = nameIn(book, word);
  if (name) {
    return [...fallApart(book, word.slice(0, name.at)), word.slice(name.at, name.end), ...fallApart(book, word.slice(name.end))];
  }
  let end = word.length - 1;
  while (end > 1 && !isSaid(book, word.slice(0, end), end < 4 ? 1 : COMMON)) end -= 1;
  return [word.slice(0, end), ...fallApart(book, word.slice(end))];
}

/** The words of the trade that are a slip away. @param {Book} book @param {string} word */
function slipsOf(book, word) {
  if (word.length < 3 || isSaid(book, word)) return [];
  const name = nameIn(book, word);
  // 未成年人罚 is no slip, but 未成年人 and something else.
  return name && name.end - name.at === word.length - 1 ? [] : book.vocabulary.filter((known) => isSlip(word, known));
}

/** What to look for, and whether that is all that was typed. @param {Book} book @param {string} text */
function piecesOf(book, text) {
  const words = wordsOf(text);
  // A single character says something where it was typed alone, and next to nothing beside words or out of one.
  const alone = words.every((word) => word.length === 1);
  const whole = words.length < 2;
  const parts = words.flatMap((word) => {
    if (slipsOf(book, word).length) return [word];
    const fallen = fallApart(book, word);
    return whole && fallen.length < 2 ? fallen : fallen.map((part) => trimmed(book, part));
  });
  const pieces = [...new Set(parts.filter((part) => alone || part.length > 1))].slice(0, MOST);
  return { pieces, partial: parts.some((part) => !pieces.includes(part)) };
}

/** The same with other names in it: 拜访频次 → 走访频次. @param {Book} book @param {string} piece */
function otherNames(book, piece) {
  const wordings = [];
  for (const [name, others] of book.aliases) {
    if (!piece.includes(name)) continue;
    const matter = piece.slice(name.length);
    // 客户投诉 is a 投诉, whoever's.
    if (piece.startsWith(name) && matter.length > 1 && book.names.has(matter)) wordings.push({ text: matter, weight: WHOSEVER });
    for (const other of others) {
      const text = piece.replace(name, other);
      // 客户 stands in 客户经理, whom nobody calls 零售户经理.
      if (isSaid(book, text)) wordings.push({ text, weight: (OTHER_NAME * (1 + name.length / piece.length)) / 2 });
    }
  }
  return wordings;
}

/** 6不准 → 六不准. @param {string} piece */
function inWords(piece) {
  return piece.replace(/(?<!\d)\d(?!\d)/g, (digit) => DIGITS[Number(digit)]);
}

/** Whether one becomes the other by changing, adding or dropping one character. @param {string} one @param {string} other */
function isSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return Math.max(one.length, other.length) - start - end <= 1;
}

/** @param {Book} book @param {string} piece @returns {Piece} */
function readPiece(book, piece) {
  const worded = inWords(piece);
  /** @type {Wording[]} */
  const wordings = [{ text: piece, weight: 1 }, ...otherNames(book, piece)];
  if (worded !== piece) wordings.push({ text: worded, weight: 1 });
  const meant = wordings.some(({ text }) => isSaid(book, text)) ? [] : slipsOf(book, piece);
  wordings.push(...meant.map((text) => ({ text, weight: MENDED })));
  return { typed: piece, wordings, mended: meant[0] ?? "" };
}

/** @param {Book} book @param {string} typed @returns {Query} */
export function readQuery(book, typed) {
  const text = fold(typed).trim().slice(0, LONGEST_QUERY);
  const id = idOf(book, text);
  // An id is looked for as it stands in texts: K165, VIS-06.
  const asked = text.length < LONG ? text : inBookWords(text);
  const { pieces, partial } = id ? { pieces: [id], partial: false } : piecesOf(book, asked);
  const phrase = text.length < LONG || text.length > LONGEST ? "" : wordsOf(asked).join("");
  const counting = asksToCount(text);
  return { typed: text, id, pieces: pieces.map((piece) => readPiece(book, piece)), partial, phrase, counting };
}

/** Words of the trade that share most with what was typed. @param {Book} book @param {string} typed */
export function nearby(book, typed) {
  const letters = new Set(fold(typed).replace(BREAKS, ""));
  return book.vocabulary
    .map((word) => ({ word, shared: [...word].filter((letter) => letters.has(letter)).length / word.length }))
    .filter(({ word, shared }) => shared >= 0.5 && word.length <= 8)
    .sort((one, other) => other.shared - one.shared || one.word.length - other.word.length)
    .slice(0, 5)
    .map(({ word }) => word);
}
