"use strict";
/* Answers sequences of [rating, day] from stdin with the card and the recall after each review; test_scheduler.py compares them. */
const fs = require("node:fs");
const { lianbing } = require("./load.js");

const sequences = JSON.parse(fs.readFileSync(0, "utf8"));
const replayed = sequences.map((reviews) => {
  let card = null;
  return reviews.map(([rating, day]) => {
    const recall = card ? lianbing.scheduler.recall(card, day) : null;
    card = lianbing.scheduler.next(card, rating, day);
    return { ...card, recall };
  });
});
process.stdout.write(JSON.stringify(replayed));
