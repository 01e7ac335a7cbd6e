/* Who a phone is: a secret of its own, by which the server knows it again after a reload. */
import { open, saved } from "../core/local-storage.js";

const PHONE = "lb:live:phone";
const WHO = "lb:live:who";
const BYTES = 16;

/** Not crypto.randomUUID, which an address without https lacks. */
function secret() {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} key @param {string} value */
function keep(key, value) {
  try {
    open()?.setItem(key, value);
    return saved(key) === value;
  } catch {
    return false;
  }
}

/** The phone's secret, and whether a reload will find it again. */
export function phoneSecret() {
  const phone = saved(PHONE) || secret();
  return { phone, isKept: keep(PHONE, phone) };
}

/** Who used the phone the last time, to type less. */
export const lastWho = () => saved(WHO) ?? "";

/** @param {string} who */
export const rememberWho = (who) => keep(WHO, who);
