/* Answers sequences of [rating, day] from stdin with the card and the recall after each review; test_scheduler.py compares them. */
import fs from "node:fs";
import * as scheduler from "../../src/lianbing/widgets/static/practice/scheduler.js";

const sequences = JSON.parse(fs.readFileSync(0, "utf8"));
const replayed = sequences.map((reviews) => {
  let card = null;
  return reviews.map(([rating, day]) => {
    const recall = card ? scheduler.recall(card, day) : null;
    card = scheduler.next(card, rating, day);
    return { ...card, recall };
  });
});
process.stdout.write(JSON.stringify(replayed));
