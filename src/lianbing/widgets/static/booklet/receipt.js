/* Handing in: the receipt, and the submission file to save or share. */
import { button, make } from "../core/dom.js";
import { saveFile } from "../exam/saving.js";

/**
 * @import { Booklet } from "../wire.d.ts"
 * @import { Submission } from "./submission.js"
 */

/** Only where the system's share sheet takes files. @param {Submission} submission */
function shareButton({ bytes, name, type }) {
  if (typeof navigator.canShare !== "function" || typeof File !== "function") return null;
  const files = [new File([bytes], name, { type })];
  if (!navigator.canShare({ files })) return null;
  return button("分享", () => {
    navigator.share({ files, title: name }).catch(() => {}); // the person closed the sheet
  });
}

/** @param {string} name @param {string} value */
const row = (name, value) => [make("dt", {}, name), make("dd", {}, value)];

/** @param {Booklet} booklet @param {Submission} submission @param {string} submitted @param {() => void} edit */
export function receiptCard(booklet, submission, submitted, edit) {
  const again = button("再次保存", () => saveFile(submission), { class: "button main" });
  return make(
    "section", { class: "card receipt", "aria-label": "回执" },
    make("h3", {}, "✓ 答卷已生成"),
    make("p", { class: "next" }, "还差一步：把下面这个文件交给培训师或考评负责人，才算交卷。"),
    make(
      "dl", {},
      ...row("回执号", submission.receipt),
      ...row("文件名", submission.name),
      ...row("大小", `${submission.bytes.length} 字节`),
      ...row("交卷时间", submitted.slice(0, 19).replace("T", " ")),
      ...row("答题人", `${booklet.employee.name}（${booklet.employee.id}）`),
    ),
    make("div", { class: "buttons" }, again, shareButton(submission), button("继续修改", edit, { class: "button quiet" })),
    make("p", { class: "small" },
      "文件已保存到浏览器的“下载”文件夹。没有找到就点“再次保存”，内容和回执号都不变。请截图或抄下回执号备查；",
      "“继续修改”后须重新交卷，回执号会变，以最后交的文件为准。"),
  );
}
