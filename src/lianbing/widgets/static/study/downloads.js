/* <lb-downloads>: what of the book can be read without a network; parts are fetched and deleted one by one. */
import { Base } from "../core/base.js";
import { button, make } from "../core/dom.js";
import { offered } from "../offline/sharing.js";
import { STUDY_STYLE } from "./style.js";

/**
 * @import { OfflineReason } from "../offline/offline.js"
 * @import { Offline } from "../offline/sharing.js"
 * @import { OfflinePart, OfflineState } from "../offline/state.d.ts"
 */

/** Why nothing can be downloaded here, and what to do. @type {Record<Exclude<OfflineReason, null>, string>} */
const REASONS = {
  file: "这本书是从文件夹里打开的，不用下载，没有网络也能用。",
  unpublished: "这一份网页没有离线安装的文件。请用 lianbing build 制作，再放到服务器上。",
  insecure: "离线安装要求网站用 https 打开。请向管理员要 https 开头的网址；或者把整个文件夹拷到电脑上打开，不用网络。",
  wechat: "微信里装不了离线的书。请点右上角的“…”，选“在浏览器打开”，用系统浏览器打开。",
  refused: "没有装成：可能是无痕窗口、浏览器不让网页保存文件，或者网络断了。请用普通窗口，连上网络后再打开。",
  unsupported: "这个浏览器不能离线安装。请换用系统自带的浏览器，或者换用新版的 Chrome、Edge、Safari。",
};
/** @type {Record<OfflineState["trouble"], string>} */
const TROUBLES = {
  "": "",
  network: "有文件没有下载成功，可能是网络断了。已下载的都留着，连上网络后会接着下载。",
  edition: "服务器上的文件正在更换，和这一版对不上。已下载的都留着，请过一会儿再打开。",
  full: "这台设备的存储空间不够，下载停下了。请腾出一些空间，或者删掉下面暂时不看的部分；学习记录不受影响。",
};

/** @param {number} bytes */
const size = (bytes) => (bytes < 1e5 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** @param {OfflinePart} part */
function condition(part) {
  if (part.status === "whole") return "已下载";
  if (part.status === "loading") return `正在下载 ${Math.floor((100 * part.have) / Math.max(1, part.bytes))}%`;
  return part.status === "some" ? "下载了一些" : "未下载";
}

export class DownloadsElement extends Base {
  static style = STUDY_STYLE;

  constructor() {
    super();
    this.content = {};
  }

  draw() {
    const offline = offered();
    const reason = offline ? offline.reason() : "unpublished";
    this.list = /** @type {HTMLElement | undefined} */ (undefined);
    this.box = make("div", { class: "card" }, make("h3", {}, "离线使用"));
    this.page.replaceChildren(this.box);
    if (reason !== null) return void this.box.append(make("p", { class: "words" }, REASONS[reason]));
    this.summary = make("p", { class: "words" });
    this.trouble = make("p", { class: "note bad", role: "alert", hidden: true });
    const list = make("ul", { class: "parts" });
    this.list = list;
    this.rows = /** @type {Map<string, ReturnType<typeof this.row>>} */ (new Map());
    this.screen = make("div", {});
    this.box.append(this.summary, this.trouble, this.automatic(), list, this.screen);
  }

  /** What the page has said of itself; asked for only where there is something to download. */
  get offline() {
    return /** @type {Offline} */ (offered());
  }

  automatic() {
    const box = make("input", { type: "checkbox" });
    box.checked = this.offline.automatic();
    box.addEventListener("change", () => this.offline.setAutomatic(box.checked));
    return make("label", { class: "automatic" }, box, "打开本书时，自动下载还没有下载的部分");
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    if (!this.list) return;
    this.offline.watch(() => this.update(), signal);
    this.update();
  }

  update() {
    if (this.offline.reason() !== null) return void (this.data = {});
    const state = this.offline.stateNow();
    if (!this.list || !this.rows || !this.summary || !this.trouble) return;
    this.summary.textContent = state ? this.used(state) : "正在查看这台设备上有什么……";
    const trouble = TROUBLES[state?.trouble ?? ""];
    this.trouble.hidden = !trouble;
    if (this.trouble.textContent !== trouble) this.trouble.textContent = trouble;
    for (const [place, part] of (state?.parts ?? []).entries()) {
      let row = this.rows.get(part.title);
      if (!row) {
        row = this.row(part.title, place === 0);
        this.rows.set(part.title, row);
        this.list.append(row.node);
      }
      row.show(part);
    }
    this.showScreen();
  }

  /** @param {OfflineState} state */
  used(state) {
    const sum = (/** @type {"bytes" | "have"} */ key) => state.parts.reduce((total, part) => total + part[key], 0);
    const whole = state.parts.every((part) => part.status === "whole");
    return whole
      ? `全书已下载，共用 ${size(sum("have"))}，没有网络也能看、能练。`
      : `已下载 ${size(sum("have"))}，全书共 ${size(sum("bytes"))}。下载了的部分，没有网络也能看、能练。`;
  }

  /** One part: its title, its size and state, and what can be done with it. @param {string} title @param {boolean} core */
  row(title, core) {
    const state = make("span", { class: "small" });
    const act = button("下载", () => {
      if (act.getAttribute("aria-disabled") === "true") return;
      if (act.dataset.does === "remove") this.offline.remove(title);
      else this.offline.download(title);
    });
    const node = make("li", {}, make("span", { class: "name" }, make("strong", {}, title), state), act);
    const show = (/** @type {OfflinePart} */ part) => {
      const whole = part.status === "whole";
      state.textContent = `${size(part.bytes)}，${condition(part)}${core && whole ? "（必备，随书保留）" : ""}`;
      act.dataset.does = whole ? "remove" : "download";
      act.textContent = whole ? "删除" : "下载";
      act.setAttribute("aria-label", `${act.textContent}：${title}`);
      act.setAttribute("aria-disabled", String(part.status === "loading"));
      act.hidden = core && whole;
    };
    return { node, show };
  }

  /** How the book gets an icon of its own: some browsers offer it, others have it in a menu. */
  showScreen() {
    if (!this.screen) return;
    const { offline } = this;
    if (offline.isInstalled()) return void this.screen.replaceChildren();
    const invited = offline.isInvited();
    if (this.screen.dataset.invited === String(invited)) return;
    this.screen.dataset.invited = String(invited);
    const how = "可以把本书加到主屏幕，像应用一样打开：在浏览器的菜单里选“添加到主屏幕”或“安装应用”。";
    this.screen.replaceChildren(
      invited ? button("加到主屏幕", () => void offline.install(), { class: "button main" }) : make("p", { class: "small" }, how),
    );
  }
}
