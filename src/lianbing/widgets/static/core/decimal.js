/* Exact decimals on BigInt: digits × 10^-scale. No rounding except in round(). */

/** @typedef {{readonly digits: bigint, readonly scale: number}} Decimal */

const PATTERN = /^([+-]?)(\d*)(?:\.(\d+))?$/;

/** @param {bigint} digits @param {number} scale @returns {Decimal} */
const decimal = (digits, scale) => ({ digits, scale });

/** Reads plain decimal notation; throws on anything else. @param {string | number} text */
export function parse(text) {
  const match = PATTERN.exec(String(text));
  if (!match || !(match[2] || match[3])) throw new RangeError(`not a decimal number: ${text}`);
  const fraction = match[3] ?? "";
  const digits = BigInt(match[2] + fraction);
  return decimal(match[1] === "-" ? -digits : digits, fraction.length);
}

/** Both numbers' digits at their common scale. @param {Decimal} a @param {Decimal} b */
function align(a, b) {
  const scale = Math.max(a.scale, b.scale);
  return { scale, left: lift(a, scale), right: lift(b, scale) };
}

/** @param {Decimal} a @param {number} scale */
const lift = (a, scale) => a.digits * 10n ** BigInt(scale - a.scale);

/** @param {Decimal} a @param {Decimal} b */
export function add(a, b) {
  const { scale, left, right } = align(a, b);
  return decimal(left + right, scale);
}

/** @param {Decimal} a @param {Decimal} b */
export const subtract = (a, b) => add(a, decimal(-b.digits, b.scale));

/** @param {Decimal} a @param {Decimal} b */
export const multiply = (a, b) => decimal(a.digits * b.digits, a.scale + b.scale);

/** Times a power of ten. @param {Decimal} a @param {number} power */
export const shift = (a, power) =>
  (power > a.scale ? decimal(lift(a, power), 0) : decimal(a.digits, a.scale - power));

/** @param {Decimal} a @param {Decimal} b @returns {-1 | 0 | 1} */
export function compare(a, b) {
  const { left, right } = align(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** @param {Decimal} a */
export const abs = (a) => decimal(a.digits < 0n ? -a.digits : a.digits, a.scale);

/** Round half up, away from zero (四舍五入). @param {Decimal} a @param {number} places */
export function round(a, places) {
  if (a.scale <= places) return a;
  const unit = 10n ** BigInt(a.scale - places);
  const magnitude = (abs(a).digits * 2n + unit) / (unit * 2n);
  return decimal(a.digits < 0n ? -magnitude : magnitude, places);
}

/** Plain notation without trailing zeros. @param {Decimal} a */
export function toString(a) {
  const digits = abs(a).digits.toString().padStart(a.scale + 1, "0");
  const whole = digits.slice(0, digits.length - a.scale);
  const fraction = digits.slice(digits.length - a.scale).replace(/0+$/, "");
  return (a.digits < 0n ? "-" : "") + whole + (fraction ? "." + fraction : "");
}
