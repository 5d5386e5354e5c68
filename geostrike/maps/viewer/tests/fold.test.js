// Search: accents, case, apostrophes and the forms of Arabic letters fall away on both sides.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, found, haystack, terms } from "../fold.js";

const hit = (query, ...texts) => found(terms(query), haystack(texts));

test("folding takes off what a reader may not type", () => {
  assert.equal(fold("Şanlıurfa"), "sanliurfa");
  assert.equal(fold("al-Qāʾim"), "al qaim");
  assert.equal(fold("القائِم"), fold("القايم"));
  assert.equal(fold("أربيل"), fold("اربيل"));
  assert.equal(fold("البوكمـــال"), fold("البوكمال"));
  assert.equal(fold("  3 Feb – 4 "), "3 feb 4");
});

test("words are found in any order, in Latin and Arabic", () => {
  assert.ok(hit("qaim al", "Strike at al-Qaim"));
  assert.ok(hit("alqaim", "Strike at al-Qaim"));
  assert.ok(hit("القائم", "al-Qaim", "القائم"));
  assert.ok(hit("deir ezzor", "Deir ez-Zor"));
  assert.ok(hit("zor deir", "Deir ez-Zor"));
  assert.ok(hit("", "anything"));
  assert.ok(!hit("mosul", "al-Qaim"));
});

test("one or two letters only begin a word", () => {
  assert.ok(hit("st", "A strike"));
  assert.ok(!hit("ri", "A strike"));
  assert.ok(hit("rik", "A strike"));
});
