/* The words in the head of each page that say whether the book can be read without a network, and the line that says
   that there is a new edition, or that it has taken the place of this page's. */
import * as offline from "./offline.js";

/** @import { OfflineState } from "./state.d.ts" */

const RENEWABLE = "新版已备好，点这里换成新版";
const REPLACED = "已换成新版，点这里重新打开本页";
const WHOLE = "可离线使用";
/** @type {Record<OfflineState["trouble"], string>} */
const TROUBLES = { "": "", network: "下载未完成", edition: "下载未完成", full: "空间不足" };

/** @param {OfflineState} state */
function share(state) {
  const wanted = state.parts.filter((part) => !part.declined);
  const sum = (/** @type {"bytes" | "have"} */ key) => wanted.reduce((total, part) => total + part[key], 0);
  return Math.floor((100 * sum("have")) / Math.max(1, sum("bytes")));
}

/** What is so now, in a few words. @param {OfflineState | null} state */
function words(state) {
  if (!state) return "";
  const whole = state.parts.filter((part) => part.status === "whole").length;
  if (whole === state.parts.length) return WHOLE;
  const some = `已下载 ${whole}/${state.parts.length} 部分`;
  if (!navigator.onLine) return `离线：${some}`;
  if (state.trouble) return TROUBLES[state.trouble];
  const moving = state.parts.some((part) => part.status === "loading") || !state.parts[0].have;
  return moving || (whole === 0 && offline.automatic()) ? `正在下载 ${share(state)}%` : some;
}

/** @param {string} text */
const lasting = (text) => (text.startsWith("正在下载") ? "" : text);

let shown = "";

function draw() {
  const state = offline.stateNow();
  const text = words(state);
  for (const sign of document.querySelectorAll(".lb-offline")) {
    const link = sign.querySelector("a");
    const status = sign.querySelector("[aria-live]");
    if (!link || !status) continue;
    link.textContent = text;
    link.hidden = text === "";
    link.dataset.state = text === WHOLE ? "whole" : state?.trouble || "some";
    // Heard when something is done or has failed while the page is open; not at every step, and not on each new page.
    if (shown && shown !== text) status.textContent = lasting(text);
  }
  shown = text;
  drawLine();
}

function drawLine() {
  const old = document.querySelector(".lb-edition");
  const replaced = offline.isReplaced();
  const text = replaced ? REPLACED : offline.isRenewable() ? RENEWABLE : "";
  if (old && old.textContent === text) return;
  old?.remove();
  if (!text) return;
  const line = document.createElement("div");
  line.className = "lb-edition";
  line.setAttribute("aria-live", "polite");
  const renew = document.createElement("button");
  renew.type = "button";
  renew.textContent = text;
  renew.addEventListener("click", () => {
    renew.disabled = true;
    if (replaced) location.reload();
    else offline.renew();
  });
  line.append(renew);
  document.body.append(line);
}

/** Shows what is so now, and goes on showing it. */
export function showSign() {
  if (offline.reason() !== null) return;
  offline.watch(draw);
  draw();
}
