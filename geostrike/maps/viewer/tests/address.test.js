// The fragment: what is written is read back, and what somebody garbled is left out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode } from "../address.js";
import { dayOf } from "../store.js";

const FACETS = ["speaker", "kind"];
const STATE = {
  card: "2024-02-03-al-qaim",
  query: "القائم & more, 100 %",
  from: dayOf("2024-01-31"),
  to: dayOf("2024-02-03"),
  chosen: { speaker: ["US, Central & Command", "SOHR"], kind: [] },
  view: { lat: 34.3981, lon: -40.9745, zoom: 8.25 },
};

test("a state comes back as it was", () => {
  assert.deepEqual(decode(encode(STATE), FACETS), STATE);
  assert.equal(encode({}), "all");
  assert.equal(encode({ card: "a" }), "event-a");
});

test("what cannot be read is left out", () => {
  const nothing = { card: null, query: "", from: null, to: null, chosen: { speaker: [], kind: [] }, view: null };
  for (const garbled of ["", "#", "#list", "list&q=%E0%A4%A&from=yesterday&to=&at=1,2", "x&=&&&at=95,0,3", "list&at=1,2,x"]) {
    assert.deepEqual(decode(garbled, FACETS), nothing, garbled);
  }
});
