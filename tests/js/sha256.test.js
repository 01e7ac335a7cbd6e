import assert from "node:assert/strict";
import { test } from "node:test";
import { createHash } from "node:crypto";
import { sha256 } from "../../src/lianbing/widgets/static/core/sha256.js";

const utf8 = (text) => new TextEncoder().encode(text);

test("known answers (FIPS 180-4)", () => {
  const known = {
    "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    abc: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq:
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  };
  for (const [text, digest] of Object.entries(known)) assert.equal(sha256(utf8(text)), digest);
});

test("a million times a", () => {
  const expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
  assert.equal(sha256(utf8("a".repeat(1000000))), expected);
});

test("UTF-8 text", () => {
  const text = "卷烟客户经理 练兵 😀";
  assert.equal(sha256(utf8(text)), createHash("sha256").update(text, "utf8").digest("hex"));
});

test("every length around the block borders", () => {
  for (let length = 0; length <= 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    assert.equal(sha256(bytes), createHash("sha256").update(bytes).digest("hex"), String(length));
  }
});
