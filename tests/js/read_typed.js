/* Reads what people might type, one JSON object a line, as a page does: for tests that compare it with Python. */
import readline from "node:readline";
import { meansNumber, printedUnit, readAmounts, tidy } from "../../src/lianbing/widgets/static/core/amounts.js";
import { readBlank } from "../../src/lianbing/widgets/static/core/blanks.js";
import { toString } from "../../src/lianbing/widgets/static/core/decimal.js";
import { fold } from "../../src/lianbing/widgets/static/core/folding.js";

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { typed, wording, after, traditional } = JSON.parse(line);
  const unit = printedUnit(after);
  const tidied = tidy(typed);
  process.stdout.write(`${JSON.stringify({
    folded: fold(typed), again: fold(fold(typed)), tidied, unit,
    numbers: [...new Set(readAmounts(tidied, unit).map(toString))].sort(),
    number: meansNumber(tidied),
    reading: readBlank([wording], unit, typed, traditional),
  })}\n`);
}
