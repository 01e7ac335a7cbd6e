/* Hands in booklets from stdin as the browser would; test_submission_bytes.py compares the files with Python's. */
import fs from "node:fs";
import { code } from "../../src/lianbing/widgets/static/booklet/code.js";
import { submission } from "../../src/lianbing/widgets/static/booklet/submission.js";
import { register } from "../../src/lianbing/widgets/static/items/types.js";

register(code);
const given = JSON.parse(fs.readFileSync(0, "utf8"));
const written = given.map(({ booklet, answers, times: [started, submitted], clock: { clock_at: clockAt, ...clock } }) =>
  submission(booklet, answers, { started, submitted, clockAt, ...clock }).text);
process.stdout.write(JSON.stringify(written));
