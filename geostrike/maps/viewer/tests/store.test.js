// The store: filters work together, counts say what each choice would leave, a wrong key is refused.

import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf, createStore, dayOf, daysOf } from "../store.js";

const FACETS = ["speaker", "kind"];
const make = () => createStore([
  { id: "a", text: ["Rocket fire"], date: "2024-01-10", speaker: ["X", "Y"], kind: "attack" },
  { id: "b", text: ["Strike at al-Qaim", "القائم"], date: "2024-02-02/2024-02-03", speaker: ["Y"], kind: "strike" },
  { id: "c", text: ["Strike at Akashat"], date: "2024-02", speaker: [], kind: "strike" },
], FACETS);
const ids = (store) => [...store.shown].join("");

test("dates reach from their first day to their last", () => {
  assert.deepEqual(daysOf("2024-02-02/2024-02-03"), [dayOf("2024-02-02"), dayOf("2024-02-03")]);
  assert.deepEqual(daysOf("2024-02"), [dayOf("2024-02-01"), dayOf("2024-02-29")]);
  assert.deepEqual(daysOf("2023"), [dayOf("2023-01-01"), dayOf("2023-12-31")]);
  assert.equal(dayOf("1970-01-02"), 1);
});

test("search, facets and days narrow together, and reset gives all back", () => {
  const store = make();
  assert.equal(ids(store), "abc");
  store.set({ query: "strike" });
  assert.equal(ids(store), "bc");
  store.set({ chosen: { speaker: ["X", "Y"] } });
  assert.equal(ids(store), "b");
  store.set({ query: "", chosen: { speaker: [] }, from: dayOf("2024-02-10"), to: null });
  assert.equal(ids(store), "c");
  assert.ok(store.filtered);
  store.reset();
  assert.equal(ids(store), "abc");
  assert.ok(!store.filtered);
});

test("a span of which one day is within stays", () => {
  const store = make();
  store.set({ from: dayOf("2024-02-03"), to: dayOf("2024-02-03") });
  assert.equal(ids(store), "bc");
});

test("counts leave out the facet's own choice and no other", () => {
  const store = make();
  store.set({ chosen: { kind: ["strike"], speaker: ["X"] } });
  assert.equal(ids(store), "");
  assert.deepEqual([...store.counts("speaker")], [["Y", 1]]);
  assert.deepEqual([...store.counts("kind")], [["attack", 1]]);
});

test("listeners hear at once and at each change", () => {
  const store = make();
  const heard = [];
  store.listen(({ shown }) => heard.push(shown.size));
  store.set({ query: "rocket" });
  assert.deepEqual(heard, [3, 1]);
});

test("a spec from outside becomes a change, an unknown key an error", () => {
  const store = make();
  store.set(changeOf({ kind: "strike", from: "2024-02", id: ["b", "c"], query: "qaim" }, FACETS));
  assert.equal(ids(store), "b");
  store.set(changeOf({}, FACETS));
  assert.equal(ids(store), "abc");
  assert.throws(() => changeOf({ colour: "red" }, FACETS), /colour.*speaker/u);
});
