/* Exact decimals on BigInt: digits × 10^-scale. No rounding except in round(). No DOM. */
(function (lianbing) {
  "use strict";
  if (lianbing.decimal !== undefined) return;

  const PATTERN = /^([+-]?)(\d*)(?:\.(\d+))?$/;

  /** @param {bigint} digits @param {number} scale @returns {LbDecimal} */
  const decimal = (digits, scale) => ({ digits, scale });

  /** Reads plain decimal notation; throws on anything else. @param {string | number} text */
  function parse(text) {
    const match = PATTERN.exec(String(text));
    if (!match || !(match[2] || match[3])) throw new RangeError(`not a decimal number: ${text}`);
    const fraction = match[3] ?? "";
    const digits = BigInt(match[2] + fraction);
    return decimal(match[1] === "-" ? -digits : digits, fraction.length);
  }

  /** Both numbers' digits at their common scale. @param {LbDecimal} a @param {LbDecimal} b */
  function align(a, b) {
    const scale = Math.max(a.scale, b.scale);
    return { scale, left: lift(a, scale), right: lift(b, scale) };
  }

  /** @param {LbDecimal} a @param {number} scale */
  const lift = (a, scale) => a.digits * 10n ** BigInt(scale - a.scale);

  /** @param {LbDecimal} a @param {LbDecimal} b */
  function add(a, b) {
    const { scale, left, right } = align(a, b);
    return decimal(left + right, scale);
  }

  /** @param {LbDecimal} a @param {LbDecimal} b */
  const subtract = (a, b) => add(a, decimal(-b.digits, b.scale));

  /** @param {LbDecimal} a @param {LbDecimal} b */
  const multiply = (a, b) => decimal(a.digits * b.digits, a.scale + b.scale);

  /** @param {LbDecimal} a @param {LbDecimal} b @returns {-1 | 0 | 1} */
  function compare(a, b) {
    const { left, right } = align(a, b);
    return left < right ? -1 : left > right ? 1 : 0;
  }

  /** @param {LbDecimal} a */
  const abs = (a) => decimal(a.digits < 0n ? -a.digits : a.digits, a.scale);

  /** Round half up, away from zero (四舍五入). @param {LbDecimal} a @param {number} places */
  function round(a, places) {
    if (a.scale <= places) return a;
    const unit = 10n ** BigInt(a.scale - places);
    const magnitude = (abs(a).digits * 2n + unit) / (unit * 2n);
    return decimal(a.digits < 0n ? -magnitude : magnitude, places);
  }

  /** Plain notation without trailing zeros. @param {LbDecimal} a */
  function toString(a) {
    const digits = abs(a).digits.toString().padStart(a.scale + 1, "0");
    const whole = digits.slice(0, digits.length - a.scale);
    const fraction = digits.slice(digits.length - a.scale).replace(/0+$/, "");
    return (a.digits < 0n ? "-" : "") + whole + (fraction ? "." + fraction : "");
  }

  lianbing.decimal = { parse, add, subtract, multiply, compare, abs, round, toString };
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
