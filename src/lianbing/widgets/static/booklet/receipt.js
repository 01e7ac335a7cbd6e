/* Handed in: the receipt, the submission file to save or share, and clearing a PC that others use. */
import { button, make, text } from "../core/dom.js";
import { saveFile } from "../exam/saving.js";
import { askingButton } from "./asking.js";
import { lateWords } from "./window.js";

/**
 * @import { Booklet } from "../wire.d.ts"
 * @import { Handin } from "./paper.js"
 * @import { Submission } from "./submission.js"
 */

/** The file as the system's share sheet takes it; Chromium's takes no .ipynb, but texts.
 * @param {Submission} submission */
function shareable({ bytes, name, type }) {
  if (typeof navigator.canShare !== "function" || typeof File !== "function") return null;
  const forms = [new File([bytes], name, { type }), new File([bytes], `${name}.txt`, { type: "text/plain" })];
  try {
    return forms.find((file) => navigator.canShare({ files: [file] })) ?? null;
  } catch {
    return null;
  }
}

/** Whatever comes of it, the person has the file. @param {File} file @param {Submission} submission @param {HTMLElement} spoken */
async function share(file, submission, spoken) {
  try {
    await navigator.share({ files: [file], title: submission.name });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return; // the person closed the sheet
    saveFile(submission);
    spoken.textContent = "分享没有成功，文件已经另存到“下载”，请从那里发送。";
  }
}

/** @param {Submission} submission @param {HTMLElement} spoken */
function shareButton(submission, spoken) {
  const file = shareable(submission);
  return file && button("分享", () => share(file, submission, spoken));
}

/** @param {string} name @param {string} value */
const row = (name, value) => [make("dt", {}, name), make("dd", {}, value)];

/** @param {string} time */
const clock = (time) => time.slice(0, 19).replace("T", " ");

/** How long it took: by the paper's own clock, where that is known. @param {Handin} handin @param {number} limit minutes */
function taken({ started, submitted, elapsed = 0 }, limit) {
  const minutes = Math.floor(Math.max(elapsed, (Date.parse(submitted) - Date.parse(started)) / 1000) / 60);
  const over = limit && minutes >= limit ? `，超时 ${minutes - limit} 分钟` : "";
  return `${minutes} 分钟${limit ? `（限时 ${limit} 分钟${over}）` : ""}`;
}

/** @param {Handin[]} handins */
function former(handins) {
  const lines = handins.slice(0, -1).map(({ submitted, receipt }, index) =>
    `第 ${index + 1} 次 ${clock(submitted)}${receipt ? `，回执号 ${receipt}` : ""}`);
  return lines.length ? `以前交过：${lines.join("；")}。` : "";
}

/** What a person should know of this hand-in.
 * @param {Booklet} booklet @param {Handin} handin @param {Submission} submission */
function cautions({ drill }, handin, submission) {
  const moved = handin.clockAt && `这台设备的时间往回调过，现在是 ${clock(handin.clockAt)}：交卷时间按先后顺延，没有提前。`;
  const other = handin.receipt && handin.receipt !== submission.receipt
    && "这里的作答和交卷时不一样了：请点“继续修改”，核对后再交一次。";
  return [
    text("note", lateWords(drill, Date.parse(handin.submitted))),
    text("note", moved || ""), text("note bad", other || ""),
  ];
}

/** @param {Booklet} booklet @param {Submission} submission @param {Handin[]} handins
 * @param {{edit: () => void, clear: () => void}} act */
export function receiptCard(booklet, submission, handins, { edit, clear }) {
  const [handin] = handins.slice(-1);
  const spoken = make("p", { class: "small", role: "status" });
  const again = button("再次保存", () => saveFile(submission), { class: "button main" });
  return make(
    "section", { class: "card receipt", "aria-label": "回执" },
    make("h2", {}, "✓ 答卷已生成"),
    make("p", { class: "next" }, "还差一步：把下面这个文件交给培训师或考评负责人，才算交卷。"),
    make(
      "dl", {},
      ...row("回执号", submission.receipt),
      ...row("文件名", submission.name),
      ...row("大小", `${submission.bytes.length} 字节`),
      ...row("交卷时间", clock(handin.submitted) + (handin.handin ? `（第 ${handin.handin} 次）` : "")),
      ...row("用时", taken(handin, booklet.drill.minutes)),
      ...row("答题人", `${booklet.employee.name}（${booklet.employee.id}）`),
    ),
    ...cautions(booklet, handin, submission),
    make("div", { class: "buttons" }, again, shareButton(submission, spoken), button("继续修改", edit, { class: "button quiet" })),
    spoken,
    make("p", { class: "small" },
      "文件已保存到浏览器的“下载”文件夹。没有找到就点“再次保存”，内容和回执号都不变。请截图或抄下回执号备查；",
      "“继续修改”后须重新交卷，回执号会变，以最后交的文件为准。"),
    text("small", former(handins)),
    askingButton("清除这台电脑上的作答", {
      question: "确定清除？",
      words: "清除以后，这台电脑上不能再打开这份作答，也不能再保存答卷文件：先确认文件已经交上去，回执号已经记下。",
      no: "不清除",
    }, clear),
  );
}
