/* Links of the book in JupyterLab lead to the notebooks that its pages are made from. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { leadsToAPage, placeOf } from "../../src/lianbing/widgets/static/jupyter/book-links.js";

const ROOTS = ["/home/she/练兵", "~/练兵"];

test("a page of the book is opened as its source, wherever JupyterLab was started", () => {
  const at = (/** @type {string} */ href, /** @type {string} */ serverRoot, pathname = "/lab/tree/x.ipynb") =>
    placeOf(href, ROOTS, { serverRoot, baseUrl: "/user/she/" }, pathname);
  assert.deepEqual(at("law.html#sat-03", "~/练兵"), { url: "/user/she/lab/tree/book/chapters/law.ipynb" });
  assert.deepEqual(at("law.html", "/home/she/练兵/book/chapters"), { url: "/user/she/lab/tree/law.ipynb" });
  assert.deepEqual(at("law.html", "~"), { url: "/user/she/lab/tree/%E7%BB%83%E5%85%B5/book/chapters/law.ipynb" });
  assert.deepEqual(at("../reference/clauses-vis.html#vis-03", "~/练兵"), {
    url: "/user/she/lab/tree/book/reference/clauses-vis.md",
  });
  assert.deepEqual(at("law.html", "~/练兵", "/user/she/notebooks/x.ipynb"), {
    url: "/user/she/notebooks/book/chapters/law.ipynb",
  });
});

test("Windows names folders with other slashes", () => {
  assert.deepEqual(placeOf("law.html", ["D:\\练兵"], { serverRoot: "D:/练兵", baseUrl: "/" }, "/lab"), {
    url: "/lab/tree/book/chapters/law.ipynb",
  });
});

test("what JupyterLab can't see is named in a sentence", () => {
  for (const serverRoot of ["/home/she/练兵/book/chapters", "/home/she/练", "/elsewhere", ""]) {
    const place = placeOf("../reference/clauses-vis.html", ROOTS, { serverRoot, baseUrl: "/" }, "/lab");
    assert.match("sentence" in place ? place.sentence : "", /book\/reference\/clauses-vis\.md/, serverRoot);
  }
});

test("addresses outside the book and places in the page are left alone", () => {
  assert.deepEqual(
    ["law.html#x", "../reference/a.html", "https://a/b", "#x", "/x", "mailto:x", "", null].map(leadsToAPage),
    [true, true, false, false, false, false, false, false],
  );
});
