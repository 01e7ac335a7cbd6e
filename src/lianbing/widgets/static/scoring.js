/* Scoring of docs/wire-format.md: (key, answer) → (verdict, fraction). tests/vectors/scoring.json is the contract. */
(function (lianbing) {
  "use strict";
  if (lianbing.score !== undefined) return;
  const { parse, subtract, multiply, compare, abs } = lianbing.decimal;

  const LONGEST_NUMBER = 40;
  const NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/;

  /** @type {Record<LbVerdict, LbScore>} */
  const SCORES = {
    empty: { verdict: "empty", fraction: 0 },
    malformed: { verdict: "malformed", fraction: 0 },
    correct: { verdict: "correct", fraction: 1 },
    partial: { verdict: "partial", fraction: 0.5 },
    wrong: { verdict: "wrong", fraction: 0 },
  };

  /** Full-width ASCII and the ideographic space to half-width, other minus signs to "-". @param {string} text */
  function fold(text) {
    return text
      .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
      .replace(/\u3000/g, " ")
      .replace(/[\u2212\u2013]/g, "-")
      .trim();
  }

  /** The number typed, or null when the text is none. @param {string} text @param {string} [unit] */
  function readNumber(text, unit = "") {
    let rest = fold(text);
    const suffix = fold(unit);
    let shift = 0;
    if (suffix && rest.endsWith(suffix)) {
      rest = rest.slice(0, -suffix.length).trim();
    } else if (rest.endsWith("%")) {
      rest = rest.slice(0, -1).trim();
      shift = 2;
    }
    if (rest.length > LONGEST_NUMBER || !NUMBER.test(rest) || !/\d/.test(rest)) return null;
    const { digits, scale } = parse(rest.replace(/,/g, ""));
    return { digits, scale: scale + shift };
  }

  /** @param {unknown} answer */
  function isBlank(answer) {
    if (answer === null || answer === undefined) return true;
    if (Array.isArray(answer)) return answer.length === 0;
    return typeof answer === "string" && fold(answer) === "";
  }

  /** @param {LbKey & {type: "single"}} key @param {unknown} answer @returns {LbVerdict} */
  function judgeSingle(key, answer) {
    if (typeof answer !== "string" || !key.options.includes(answer)) return "malformed";
    return answer === key.correct ? "correct" : "wrong";
  }

  /** @param {LbKey & {type: "multiple"}} key @param {unknown} answer @returns {LbVerdict} */
  function judgeMultiple(key, answer) {
    if (!Array.isArray(answer) || new Set(answer).size !== answer.length) return "malformed";
    if (!answer.every((option) => typeof option === "string" && key.options.includes(option))) return "malformed";
    if (!answer.every((option) => key.correct.includes(option))) return "wrong";
    if (answer.length === key.correct.length) return "correct";
    return key.rule === "half" ? "partial" : "wrong";
  }

  /** @param {LbKey & {type: "truefalse"}} key @param {unknown} answer @returns {LbVerdict} */
  function judgeTrueFalse(key, answer) {
    if (typeof answer !== "boolean") return "malformed";
    return answer === key.correct ? "correct" : "wrong";
  }

  /** @param {LbKey & {type: "numeric"}} key @param {unknown} answer @returns {LbVerdict} */
  function judgeNumeric(key, answer) {
    const number = typeof answer === "string" ? readNumber(answer, key.unit) : null;
    if (!number) return "malformed";
    const value = parse(key.value);
    const absolute = parse(key.absolute);
    const relative = multiply(parse(key.relative), abs(value));
    const tolerance = compare(absolute, relative) > 0 ? absolute : relative;
    return compare(abs(subtract(number, value)), tolerance) <= 0 ? "correct" : "wrong";
  }

  /** @param {LbKey} key @param {unknown} answer @returns {LbVerdict} */
  function judge(key, answer) {
    if (isBlank(answer)) return "empty";
    switch (key.type) {
      case "single": return judgeSingle(key, answer);
      case "multiple": return judgeMultiple(key, answer);
      case "truefalse": return judgeTrueFalse(key, answer);
      case "numeric": return judgeNumeric(key, answer);
      default: throw new TypeError("unknown item type");
    }
  }

  lianbing.readNumber = readNumber;
  lianbing.isBlank = isBlank;
  lianbing.score = (key, answer) => ({ ...SCORES[judge(key, answer)] });
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
