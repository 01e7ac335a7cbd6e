/* A learner's record as a file that another device reads. */
import * as dates from "../core/dates.js";
import { isObject } from "../core/json.js";
import { sha256 } from "../core/sha256.js";
import * as entries from "../practice/entry.js";
import * as values from "../practice/values.js";

/** @import { Kind, LearnerRecord } from "../practice/values.js" */

const SCHEMA = "lianbing/record@1";
/** No browser keeps more in localStorage. */
const MOST_CHARACTERS = 12_000_000;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

const KEPT = "这台设备上原有的记录没有动。";
const PROBLEMS = {
  size: "这个文件太大，不会是学习记录。请选从“导出学习记录”得到的文件。",
  json: "这个文件读不出来，可能没有传完整。请在原来的设备上重新导出，再传一次。",
  other: "这不是学习记录文件。请选从“导出学习记录”得到的文件，名字以“练兵学习记录”开头。",
  newer: "这份学习记录是更新版本的练习册导出的，这里还读不了。请先打开新版练习册，再在那里导入。",
  damaged: "这份学习记录已经损坏或被改动过，不能导入。请在原来的设备上重新导出，再传一次。",
};

/** JSON with sorted keys: the same text for the same data. @param {any} value @returns {string} */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const names = Object.keys(value).filter((name) => value[name] !== undefined).sort();
  const members = names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(",")}}`;
}

/** @param {object} record */
const checksum = (record) => sha256(new TextEncoder().encode(canonical(record)));

/** @param {Kind} kind @param {unknown} section */
function isSection(kind, section) {
  const isId = kind === "day" ? dates.isDay : (/** @type {string} */ id) => ID.test(id);
  return isObject(section) && Object.entries(section).every(([id, value]) => {
    return isId(id) && values.isKind(kind, values.inward(kind, value));
  });
}

/** @param {Record<string, any>} record @returns {record is LearnerRecord} */
const isRecord = (record) => typeof record.edition === "string" && entries.isMoment(record.at)
  && values.KINDS.every((kind) => isSection(kind, record[values.SECTIONS[kind]]));

/** @param {unknown} data @returns {LearnerRecord | keyof PROBLEMS} */
function recordOf(data) {
  const version = isObject(data) ? /^lianbing\/record@(\d{1,6})$/.exec(String(data.schema)) : null;
  if (!isObject(data) || !version) return "other";
  if (Number(version[1]) > 1) return "newer";
  const { checksum: sum, ...record } = data;
  return data.schema === SCHEMA && sum === checksum(record) && isRecord(record) ? record : "damaged";
}

/** @param {string} text @returns {LearnerRecord | keyof PROBLEMS} */
function parse(text) {
  if (text.length > MOST_CHARACTERS) return "size";
  try {
    return recordOf(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch {
    return /^\uFEFF?\s*(\{|$)/.test(text) ? "json" : "other"; // ours, cut off, or something else
  }
}

/** @param {Date} at */
export const fileName = (at) => `练兵学习记录-${dates.of(at)}.json`;

/** The same text for the same record, with its checksum. @param {LearnerRecord} record */
export const exportText = (record) => `${canonical({ ...record, checksum: checksum(record) })}\n`;

/**
 * The record of an exported file, or one sentence for the learner.
 * @param {string} text
 * @returns {{record: LearnerRecord, problem?: undefined} | {record?: undefined, problem: string}}
 */
export function readRecord(text) {
  const result = parse(text);
  return typeof result === "string" ? { problem: PROBLEMS[result] + KEPT } : { record: result };
}
