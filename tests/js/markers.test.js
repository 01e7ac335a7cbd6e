import assert from "node:assert/strict";
import { test } from "node:test";
import { score } from "../../src/lianbing/widgets/static/items/types.js";
import { vectors } from "./vectors.js";

for (const { kind, rule, class: sort, key, answer, verdict, fraction } of vectors("markers.json").cases) {
  test(`${kind} ${rule ?? ""}: ${sort} ${JSON.stringify(answer)}`, () => {
    const judged = score(key, answer);
    assert.equal(judged.verdict, verdict);
    assert.ok(Math.abs(judged.fraction - fraction) < 1e-9, `${judged.fraction} for ${fraction}`);
  });
}
