#!/usr/bin/env bash
# gift-pegjs swaps the two comments of a true/false question whose right answer is "true".
#
# gift-pegjs 1.0.2 (npm).
# Expected, by Moodle's rule: the first comment is for those who answered wrongly, the second for
# those who were right. So in {T#you are wrong#you are right} the comment on the answer "false" is
# "you are wrong".
# Seen: the first is always `trueFeedback`. That fits {F#...#...} and is the wrong way round for
# {T#...#...}.
# Who is hurt: learners of an imported bank: whoever is right is told to be wrong, in half of the
# true/false questions.
# Instead: read the pair as (wrong, right) and look at `isTrue`; test an import with one question of
# each kind.
# Known: the rule stands in Moodle's description of the GIFT format; nothing found in the parser's
# issues.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
npm install --silent --no-audit --no-fund --prefix "$tmp" gift-pegjs@1.0.2
cat >run.mjs <<'JS'
import { parse } from "gift-pegjs";
let swapped = "";
for (const key of ["T", "F"]) {
  const [item] = parse(`::${key}:: Prices are public. {${key}#you are wrong#you are right}`);
  const right = item.isTrue ? item.trueFeedback : item.falseFeedback;
  console.log(`{${key}#...#...}, the right answer: expected you are right, seen ${right.text}`);
  swapped += `${key} ${right.text}; `;
}
process.exit(swapped === "T you are wrong; F you are right; " ? 0 : 1);
JS
npm ls --prefix "$tmp" gift-pegjs | grep gift-pegjs
node run.mjs || { echo "The behaviour has changed."; exit 1; }
