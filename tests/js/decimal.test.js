import assert from "node:assert/strict";
import { test } from "node:test";
import { abs, add, compare, multiply, parse, round, subtract, toString } from "../../src/lianbing/widgets/static/core/decimal.js";

/** @param {Function} operation @param {...string} numbers */
const calculate = (operation, ...numbers) => toString(operation(...numbers.map(parse)));

test("toString writes the shortest plain notation", () => {
  const pairs = { "007.500": "7.5", "-0": "0", "-0.00": "0", ".5": "0.5", "-.05": "-0.05", "+12": "12", "100": "100", "0.10": "0.1" };
  for (const [text, expected] of Object.entries(pairs)) assert.equal(toString(parse(text)), expected, text);
});

test("parse takes JSON integers and refuses everything that is no plain decimal", () => {
  assert.equal(toString(parse(-12)), "-12");
  for (const text of ["", ".", "-", "5.", "1e3", "1,000", " 1", "NaN", "٣", "0x1"]) {
    assert.throws(() => parse(text), RangeError, text);
  }
});

test("add, subtract and multiply are exact", () => {
  assert.equal(calculate(add, "0.1", "0.2"), "0.3");
  assert.equal(calculate(add, "9007199254740993", "0.00000000000000000001"), "9007199254740993.00000000000000000001");
  assert.equal(calculate(subtract, "0.3", "0.1"), "0.2");
  assert.equal(calculate(subtract, "1", "1.000"), "0");
  assert.equal(calculate(multiply, "1.1", "1.1"), "1.21");
  assert.equal(calculate(multiply, "-0.35", "3"), "-1.05");
});

test("compare looks at the value, not at the digits", () => {
  assert.equal(compare(parse("1.50"), parse("1.5")), 0);
  assert.equal(compare(parse("-2"), parse("1")), -1);
  assert.equal(compare(parse("0.30000000000000004"), parse("0.3")), 1);
});

test("abs", () => {
  assert.equal(calculate(abs, "-12.5"), "12.5");
  assert.equal(calculate(abs, "0.5"), "0.5");
});

test("round is half up, away from zero", () => {
  const cases = [["2.345", 2, "2.35"], ["-2.345", 2, "-2.35"], ["2.344", 2, "2.34"], ["0.5", 0, "1"], ["2.5", 0, "3"], ["1.2", 3, "1.2"]];
  for (const [text, places, expected] of cases) assert.equal(toString(round(parse(text), places)), expected, text);
});
