/* Which places of the book answer a query, the chapter that teaches a thing before all that only mentions it. */
import { readQuery } from "./query.js";

/**
 * @import { FoundKind, IndexPage } from "../wire.d.ts"
 * @import { Book, Name, Piece, Place, Query } from "./query.js"
 */

/**
 * @typedef {object} Hit
 * @property {Place} place
 * @property {number} score
 * @property {number} share how much of the query the place has
 * @property {boolean} whole whether that is all of it
 * @property {boolean} [called] a card that is called so
 */
/**
 * @typedef {object} Result
 * @property {Hit[]} hits
 * @property {string[]} marks what to mark in headings and texts
 * @property {{typed: string, meant: string}[]} mended “X” was looked for as “Y”
 */

/** What a match of each part of a place is worth, and a place of each kind. @type {Record<string, number>} */
const PART = { head: 3, cards: 1.2, body: 1.3, around: 0.6, title: 1.2, chapter: 1.6, phrase: 1.5, formula: 1.6 };
/** @type {Record<FoundKind, number>} */
const KIND = {
  page: 1, section: 1, clause: 0.55, fact: 0.53, parameter: 0.4, formula: 0.42, term: 0.4, role: 0.55, scenario: 0.5,
  task: 0.45, form: 0.45, item: 0.4, reference: 0.25,
};
const FURNITURE = 0.45;
const LATER = 0.75;
const MODIFIER = 0.8;
const INSIDE = 0.95;
const ONE_OF_TWO = 0.95;
const ONE_OF_MANY = 0.8;
const STEM = 0.4;
const SHOWN = 0.95; // said by a card of the section, not by the section itself
const AROUND = 0.4; // said elsewhere in the chapter
const ENOUGH = 0.41;
const FORMULA_FROM = 16;
const CALLED = 2.4;
const NAMESAKE = 2;
const ALL_OF_IT = 0.75; // at least, for the section that is called what a word of the query says
const SHARE = 0.35;
const FAINT = 0.06;
const ABOVE_ITS_CARD = 1.02;
const USUAL_LENGTH = 250;
const RARE = 4;
const AGAIN = 0.25;
const DAMPING = 3;
const QUOTATION = 7;
const QUOTED = 100;

/** @param {Place} place */
const isSection = ({ kind }) => kind === "section" || kind === "page";
/** @param {Place} place */
const isCard = ({ kind }) => kind === "clause" || kind === "fact";

// ---- one word in one place ----

/** @param {string} text @param {string} word */
function count(text, word) {
  let times = 0;
  for (let at = text.indexOf(word); at >= 0 && times < 12; at = text.indexOf(word, at + word.length)) times += 1;
  return times;
}

/** How much of what a heading names is the word: 1 where it is all of it. @param {Name[]} names @param {string} word */
function named(names, word) {
  const among = names.filter(({ later }) => !later).length;
  let best = 0;
  for (const { text, later } of names) {
    const at = text.indexOf(word);
    if (at < 0) continue;
    // 电话订货员 is an 订货员, 订货员的考核 is not.
    const about = text[at + word.length] === "的" ? MODIFIER : at + word.length === text.length ? 1 : INSIDE;
    const one = later ? LATER : among > 2 ? ONE_OF_MANY : among > 1 ? ONE_OF_TWO : 1;
    best = Math.max(best, (0.5 + (0.5 * word.length) / text.length) * about * one);
  }
  return best;
}

/** @param {Place} place @param {string} word */
function inHeading(place, word) {
  if (!place.head.includes(word)) return 0;
  if (place.kind === "item") return STEM; // a question has no heading, but a first sentence
  return Math.max(0.3, named(place.names, word));
}

/** The same of the titles of the cards that a section shows, and how many have it. @param {Place} place @param {string} word */
function inCards(place, word) {
  let [best, many] = [0, 0];
  for (const title of place.cards) {
    if (!title.includes(word)) continue;
    best = Math.max(best, 0.3 + (0.7 * word.length) / title.length);
    many += 1;
  }
  return best + 0.15 * Math.min(3, Math.max(0, many - 1));
}

/** Often, dense, and early in the text. @param {Place} place @param {string} word */
function inBody(place, word) {
  const often = count(place.body, word);
  if (!often) return 0;
  const length = 0.7 + (0.3 * place.body.length) / USUAL_LENGTH;
  const early = 1 - place.body.indexOf(word) / (place.body.length + 100);
  return (often / (often + 1.5 * length)) * (0.85 + 0.15 * early) + explained(place.body, word);
}

/** A word that is followed by what it is is being taught: 条均价（元/条）又叫……. @param {string} body @param {string} word */
function explained(body, word) {
  for (let at = body.indexOf(word), tries = 0; at >= 0 && tries < 6; at = body.indexOf(word, at + 1), tries += 1) {
    const after = body.slice(at + word.length, at + word.length + 14);
    if (/^["”’]?(?:\([^)]*\))?\s*(?:=|是|叫|又叫|指|按|等于|数|管|\()/.test(after)) return 0.25;
  }
  return 0;
}

/** How near the beginning a place says how a word is counted: 毛利率（%） = 毛利 ÷ 零售价. @param {string} body @param {string} word */
function counted(body, word) {
  for (let at = body.indexOf(word); at >= 0; at = body.indexOf(word, at + 1)) {
    const [after] = body.slice(at + word.length, at + word.length + FORMULA_FROM).split("。");
    if (/=|÷|除以/.test(after)) return 1 - (0.5 * at) / (at + USUAL_LENGTH);
  }
  return 0;
}

/** @param {Place} place @param {string} word */
const says = (place, word) => place.head.includes(word) || place.body.includes(word);

/** @param {Place} place @param {string} word */
function exact(place, word) {
  const own =
    PART.head * inHeading(place, word) + PART.cards * inCards(place, word) + PART.body * inBody(place, word);
  if (!own) return 0;
  const around = place.around.includes(word) ? PART.around : 0;
  // The heading of a page is its title, and was counted.
  return own + around + PART.title * named(place.titles, word) * (place.kind === "page" ? AGAIN : 1);
}

// ---- where no place says it so: pairs of characters ----

/** @param {string} word */
const pairsOf = (word) => Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2));

/** How rare something is that so many places have. @param {number} holding @param {number} all */
const rarity = (holding, all) => (holding ? Math.log(1 + all / Math.max(RARE, holding)) : 0);

/** The pairs of a piece that the book knows, with their weights. @param {Book} book @param {string} word */
function knownPairs(book, word) {
  if (word.length < 3) return [];
  const pairs = [...new Set(pairsOf(word))].map((pair) => {
    const holding = book.places.filter(({ head, body }) => head.includes(pair) || body.includes(pair)).length;
    return { pair, weight: rarity(holding, book.places.length) };
  });
  return pairs.filter(({ weight }) => weight > 0);
}

/** By how many pairs of its characters a place holds a piece. @param {Place} place @param {{pair: string, weight: number}[]} pairs */
function alike(place, pairs) {
  let [head, body, any, all] = [0, 0, 0, 0];
  for (const { pair, weight } of pairs) {
    const inHead = place.head.includes(pair);
    const inBodyOrCards = place.body.includes(pair) || place.cards.some((title) => title.includes(pair));
    all += weight;
    if (inHead) head += weight;
    if (inBodyOrCards) body += weight;
    if (inHead || inBodyOrCards) any += weight;
  }
  return all ? { head: head / all, body: body / all, any: any / all } : { head: 0, body: 0, any: 0 };
}

// ---- all places ----

/**
 * What a piece finds in every place: a score, and how far it was found at all.
 * @param {Book} book @param {Piece} piece @param {boolean} counting
 */
function findPiece(book, piece, counting) {
  const scores = new Float64Array(book.places.length);
  const shares = new Float64Array(book.places.length);
  const pairs = knownPairs(book, piece.typed);
  let holding = 0;
  book.places.forEach((place, at) => {
    for (const { text, weight } of piece.wordings) scores[at] = Math.max(scores[at], weight * exact(place, text));
    if (scores[at]) {
      shares[at] = piece.wordings.some(({ text }) => says(place, text)) ? 1 : SHOWN;
      if (counting) scores[at] += PART.formula * counted(place.body, piece.typed);
      holding += 1;
    } else if (pairs.length) {
      const { head, body, any } = alike(place, pairs);
      shares[at] = any >= ENOUGH ? any * 0.8 : 0;
      scores[at] = any >= ENOUGH ? (PART.head * head * head + PART.body * body * body) * 0.5 : 0;
    }
  });
  addChapters(book, scores, shares);
  return { scores, shares, weight: rarity(holding || book.places.length / 50, book.places.length) };
}

/** A section weighs more in a chapter whose other sections speak of the same, and what they say holds for it a little. @param {Book} book @param {Float64Array} scores @param {Float64Array} shares */
function addChapters(book, scores, shares) {
  /** @type {Map<IndexPage, {all: number, having: number}>} */
  const pages = new Map();
  book.places.forEach((place, at) => {
    if (!isSection(place) || place.common) return;
    const page = pages.get(place.page) ?? { all: 0, having: 0 };
    pages.set(place.page, { all: page.all + 1, having: page.having + Number(shares[at] >= SHOWN) });
  });
  book.places.forEach((place, at) => {
    const page = pages.get(place.page);
    if (!page?.having || !isSection(place)) return;
    if (scores[at]) scores[at] += (PART.chapter * page.having) / page.all;
    else shares[at] = AROUND;
  });
}

/** Who copies out half a sentence wants the place that has it. @param {Place} place @param {string} typed */
const isQuoted = (place, typed) => typed.length >= QUOTATION && says(place, typed);

/** @param {Place} place */
const worth = (place) => KIND[place.kind] * (place.common ? FURNITURE : 1);

/** @param {Place} place @param {Query} query */
const isNamesake = (place, query) => isSection(place) && query.pieces.some(({ wordings }) => wordings.some(({ text, weight }) => weight === 1 && text === place.head));

/** Whether the title of a card is made of nothing but words of the query: 每天 走访 户数. @param {Place} place @param {Query} query */
function isCalled(place, query) {
  if (!isCard(place)) return false;
  let left = place.names.map(({ text }) => text).join("");
  let many = 0;
  for (const { wordings } of query.pieces) {
    const wording = wordings.find(({ text }) => left.includes(text));
    if (wording) left = left.replace(wording.text, "");
    if (wording) many += 1;
  }
  return many > 1 && !left;
}

/** Of several words, each should be there rather than one of them in the heading. @param {number} score @param {number} pieces */
const damped = (score, pieces) => (pieces > 1 ? (DAMPING * score) / (score + DAMPING) : score);

/** @param {Book} book @param {Query} query @returns {Hit[]} */
function rank(book, query) {
  const matches = query.pieces.map((piece) => findPiece(book, piece, query.counting));
  const phrase = knownPairs(book, query.phrase);
  const total = matches.reduce((sum, { weight }) => sum + weight, 0);
  /** @type {Hit[]} */
  const hits = [];
  book.places.forEach((place, at) => {
    const met = matches.reduce((sum, { shares, weight }) => sum + shares[at] * weight, 0) / total;
    const [namesake, called] = [isNamesake(place, query), isCalled(place, query)];
    const share = called ? 1 : namesake ? Math.max(met, ALL_OF_IT) : met;
    if (!(share >= SHARE) || !matches.some(({ shares }) => shares[at] > AROUND)) return;
    const score = matches.reduce((sum, { scores, weight }) => sum + damped(scores[at], matches.length) * weight, 0) / total;
    const close = phrase.length ? PART.phrase * alike(place, phrase).any ** 2 : 0;
    if (isQuoted(place, query.typed)) return void hits.push({ place, score: QUOTED + score, whole: true, share: 1 });
    const whole = !query.partial && matches.every(({ shares }) => shares[at] >= SHOWN);
    const meant = called ? CALLED : namesake && query.pieces.length > 1 ? NAMESAKE : 1;
    hits.push({ place, score: (score + close) * share * worth(place) * meant, whole, share, called });
  });
  liftSections(hits);
  keepBelowSections(hits);
  // Words with a space between them are all meant.
  return /\S\s+\S/.test(query.typed) && hits.some(({ whole }) => whole) ? hits.filter(({ whole }) => whole) : hits;
}

/**
 * The section that explains a card comes before the card: the one that shows it if it says the same, else of the part
 * at whose end the card stands the section that says most. @param {Hit[]} hits
 */
function liftSections(hits) {
  const partOf = (/** @type {Place} */ place) => `${place.page.url}#${place.part}`;
  /** @type {Map<string | Place, Hit>} */
  const sections = new Map();
  for (const hit of hits) {
    if (!isSection(hit.place) || hit.place.common) continue;
    if (hit.share === 1) sections.set(hit.place, hit);
    const best = sections.get(partOf(hit.place));
    if (!best || best.score < hit.score) sections.set(partOf(hit.place), hit);
  }
  for (const { place, score } of hits.filter((hit) => isCard(hit.place))) {
    const section = (place.section && sections.get(place.section)) ?? sections.get(partOf(place));
    if (section) section.score = Math.max(section.score, score * ABOVE_ITS_CARD);
  }
}

/** Where some section says all that was asked for, nothing but a section or the card that is called so comes first. @param {Hit[]} hits */
function keepBelowSections(hits) {
  const scores = hits.filter((hit) => hit.share === 1 && isSection(hit.place)).map(({ score }) => score);
  const most = Math.max(0, ...scores) / ABOVE_ITS_CARD;
  for (const hit of hits) {
    // Just below, and in their order.
    if (most && hit.score > most && hit.score < QUOTED && !isSection(hit.place) && !hit.called) hit.score = most * (1 - 0.001 / (1 + hit.score));
  }
}

/** Whether a place has the id or cites it, rather than one that begins so. @param {Place} place @param {string} id */
function isAbout(place, id) {
  if (place.anchor === id) return true;
  const text = `${place.head} ${place.body}`;
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    if (!/[a-z\d]/.test(text[at - 1] ?? "") && !/\d/.test(text[at + id.length] ?? "")) return true;
  }
  return false;
}

/** Several chapters may show a card. @param {Hit[]} hits */
function eachCardOnce(hits) {
  const seen = new Set();
  return hits.filter(({ place }) => {
    const card = isCard(place) || place.kind === "parameter" ? place.anchor : "";
    const again = seen.has(card);
    if (card) seen.add(card);
    return !again;
  });
}

/** @param {Book} book @param {string} typed @returns {Result} */
export function search(book, typed) {
  const query = readQuery(book, typed);
  if (!query.pieces.length) return { hits: [], marks: [], mended: [] };
  const named = query.id ? book.places.filter((place) => place.anchor === query.id) : [];
  const ranked = rank(book, query).filter(({ place }) => !named.includes(place));
  // What is called so comes before what mentions it: the card, then its entry in a list.
  ranked.push(...named.map((place) => ({ place, score: 1000 * KIND[place.kind], whole: true, share: 1 })));
  // Array.prototype.sort is stable: equals stay in the order of the book.
  ranked.sort((one, other) => other.score - one.score);
  const least = (ranked[0]?.score ?? 0) * (query.id ? 0 : FAINT);
  const hits = eachCardOnce(ranked.filter((hit) => hit.score > least && (!query.id || isAbout(hit.place, query.id))));
  const mended = query.pieces.filter((piece) => piece.mended).map((piece) => ({ typed: piece.typed, meant: piece.mended }));
  return { hits, marks: marksOf(query, ranked), mended };
}

/** What is marked: the wordings that were found; for pieces that were not, their pairs. @param {Query} query @param {Hit[]} hits */
function marksOf(query, hits) {
  const top = hits.slice(0, 20).map(({ place }) => `${place.head} ${place.body}`);
  const marks = query.pieces.flatMap(({ typed, wordings }) => {
    const held = wordings.map(({ text }) => text).filter((text) => top.some((shown) => shown.includes(text)));
    return held.length ? held : pairsOf(typed);
  });
  return [...new Set(marks)];
}
