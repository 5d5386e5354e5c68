// Timeline: bins lie edge to edge, hold every day, and are as fine as their number allows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { binOf, countBins, edgesOf, isoOf, rowsOf, ticksOf } from "../bins.js";
import { dayOf } from "../store.js";

const SPANS = [["2024-02-03", "2024-02-03"], ["2024-01-01", "2024-03-05"], ["2021-01-15", "2024-02-03"], ["2001-09-11", "2024-02-03"], ["1970-01-01", "2024-12-31"]];

test("bins cover the days without a gap and are no more than asked for", () => {
  const units = SPANS.map(([first, last]) => {
    const { unit, edges } = edgesOf(dayOf(first), dayOf(last));
    assert.ok(edges[0] <= dayOf(first) && edges.at(-1) > dayOf(last));
    assert.ok(edges.every((edge, at) => at === 0 || edge > edges[at - 1]));
    assert.ok(edges.length <= 64, `${first}: ${edges.length}`);
    return unit;
  });
  assert.deepEqual(units, ["day", "week", "month", "year", "year"]);
});

test("months, quarters and years begin on their first day", () => {
  for (const [first, last, ends] of [["2021-01-15", "2024-02-03", "-01"], ["2012-05-05", "2024-02-03", "-01"], ["1990-05-05", "2024-02-03", "-01-01"]]) {
    assert.ok(edgesOf(dayOf(first), dayOf(last)).edges.every((edge) => isoOf(edge).endsWith(ends)), first);
  }
  assert.equal(new Date(edgesOf(dayOf("2023-10-18"), dayOf("2024-03-05")).edges[0] * 86_400_000).getUTCDay(), 1);
});

test("a day is found in its bin by any edges", () => {
  const { edges } = edgesOf(dayOf("2023-10-17"), dayOf("2024-03-05"), 12);
  for (let day = edges[0]; day < edges.at(-1); day += 1) {
    const bin = binOf(edges, day);
    assert.ok(edges[bin] <= day && day < edges[bin + 1]);
  }
  assert.deepEqual([binOf(edges, edges[0] - 1), binOf(edges, edges.at(-1))], [-1, -1]);
});

test("a date that reaches over bins is a span and counted in none", () => {
  const edges = [0, 10, 20, 30];
  assert.deepEqual(countBins(edges, [[1, 1], [2, 9], [9, 10], [29, 29]]), { counts: [2, 0, 1], wide: [[9, 10]] });
});

test("spans in one row never touch", () => {
  assert.deepEqual(rowsOf([[0, 5], [2, 3], [6, 9], [4, 20]]), [0, 1, 0, 1]);
});

test("ticks are few, in order and within the scale", () => {
  for (const [first, last] of [...SPANS, ["2024-02-03", "2024-02-09"], ["2024-01-20", "2024-04-09"]]) {
    const ticks = ticksOf(dayOf(first), dayOf(last)).map(({ day }) => day);
    assert.ok(ticks.length >= 1 && ticks.length <= 5, `${first}: ${ticks.length}`);
    assert.ok(ticks.every((day, at) => day >= dayOf(first) && day <= dayOf(last) && (at === 0 || day > ticks[at - 1])));
  }
});
