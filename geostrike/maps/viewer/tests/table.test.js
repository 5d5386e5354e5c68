// The page of a table: cells and bunches lose no event, filters count right, days and figures are said as they are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { binsIn, daysIn, sortedBy } from "../table/calendar.js";
import { cellsIn, joined, keyOf, lowerBound, sumsOf } from "../table/cells.js";
import { spoken } from "../table/dates.js";
import { shorten } from "../table/facts.js";
import { boxOf, toPixels } from "../table/mercator.js";
import { sift } from "../table/sift.js";
import { reach, short } from "../table/symbols.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const random = (seed) => () => {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
};

function placesOf(n, next) {
  const all = Array.from({ length: n }, () => [Math.round(36e6 + 12e6 * next()), Math.round(30e6 + 7e6 * next())]);
  const keyed = all.map(([lon, lat]) => ({ lon, lat, ...keyOf(lon + 180e6, lat + 90e6) }));
  keyed.sort((a, b) => a.high - b.high || a.low - b.low);
  return {
    lon: Int32Array.from(keyed, (one) => one.lon),
    lat: Int32Array.from(keyed, (one) => one.lat),
    low: Uint32Array.from(keyed, (one) => one.low),
    high: Uint32Array.from(keyed, (one) => one.high),
  };
}

test("every event that passes is in one cell, at each zoom", () => {
  const next = random(5);
  const places = placesOf(3000, next);
  const mask = Uint8Array.from(places.lon, () => (next() < 0.6 ? 1 : 0));
  const sums = sumsOf(places, mask);
  const passing = mask.reduce((sum, one) => sum + one, 0);
  for (const level of [14, 18, 20, 22, 26]) {
    const box = { west: 35, south: 29, east: 49, north: 38 };
    const cells = cellsIn(places, sums, level, box);
    assert.equal(cells.reduce((sum, { count }) => sum + count, 0), passing, `level ${level}`);
    for (const { start, end, count, lon } of cells.slice(0, 50)) {
      const rows = Array.from({ length: end - start }, (_, at) => start + at).filter((row) => mask[row]);
      assert.equal(rows.length, count);
      assert.ok(Math.abs(rows.reduce((sum, row) => sum + places.lon[row], 0) / count / 1e6 - lon) < 1e-6);
    }
  }
});

test("a bound is found by halving as by looking at each", () => {
  const places = placesOf(200, random(9));
  for (const row of [0, 1, 77, 199]) {
    const key = { low: places.low[row], high: places.high[row] };
    const first = Array.from(places.low).findIndex((low, at) => places.high[at] > key.high || (places.high[at] === key.high && low >= key.low));
    assert.equal(lowerBound(places, key), first);
  }
});

test("bunches that would cover each other are joined, and none is lost", () => {
  const next = random(3);
  const groups = Array.from({ length: 300 }, (_, start) => ({ x: 600 * next(), y: 400 * next(), count: 1 + Math.floor(40 * next()), start, runs: [[start, start + 1]] }));
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const out = joined(groups, reach);
  assert.equal(out.reduce((sum, { count }) => sum + count, 0), total);
  assert.equal(out.flatMap(({ runs }) => runs).length, 300);
  assert.ok(out.length < 200);
});

test("counts are as short as a circle bears", () => {
  assert.deepEqual([1, 999, 1000, 9940, 9999, 12345, 999499, 999999, 1234567].map(short), ["1", "999", "1k", "9.9k", "10k", "12k", "999k", "1M", "1.2M"]);
  assert.ok(reach(1) < reach(2) && reach(1e9) === reach(Infinity));
});

test("filters count what each value would leave, as counting row by row does", () => {
  const next = random(11);
  const n = 500;
  const column = (size) => Uint8Array.from({ length: n }, () => Math.floor(size * next()));
  const [kind, country, first] = [column(4), column(3), Int32Array.from(column(90))];
  const last = first.map((day) => day + 2);
  const edges = [0, 30, 60, 95];
  const bins = Int16Array.from(first, (day) => (day < 30 ? 0 : day < 60 ? 1 : 2));
  const table = { n, first, last, placed: 400, byDate: sortedBy(first), bins, edges };
  const test2 = Uint8Array.from([0, 1, 1, 0]);
  const facets = [{ name: "kind", codes: kind, size: 4, test: test2 }, { name: "country", codes: country, size: 3, test: null }];
  const search = { marks: column(2), all: 1 };
  const found = sift(table, { facets, search, from: 20, to: 70, only: null });
  const days = (row) => last[row] >= 20 && first[row] <= 70;
  const rows = Array.from({ length: n }, (_, row) => row).filter((row) => search.marks[row] === 1);
  const passing = rows.filter((row) => days(row) && test2[kind[row]]);
  assert.deepEqual([...found.order].sort((a, b) => a - b), passing);
  assert.ok(found.order.every((row, at) => at === 0 || first[found.order[at - 1]] <= first[row]));
  assert.equal(found.onMap, passing.filter((row) => row < 400).length);
  assert.deepEqual([...found.counts.kind], [0, 1, 2, 3].map((value) => rows.filter((row) => days(row) && kind[row] === value).length));
  assert.deepEqual([...found.counts.country], [0, 1, 2].map((value) => passing.filter((row) => country[row] === value).length));
  assert.deepEqual([...found.histogram], [0, 1, 2].map((bin) => rows.filter((row) => test2[kind[row]] && bins[row] === bin).length));
  const only = sift(table, { facets: [], search: null, from: null, to: null, only: [7, 450] });
  assert.deepEqual([[...only.order].sort((a, b) => a - b), only.onMap], [[7, 450], 1]);
});

test("days of a table: spans, undated rows, bins that hold every dated row", () => {
  const date = { distinct: ["", "2024-02", "2024-02-03"], codes: [2, 0, 1, 2] };
  const end = { distinct: ["", "2024-03-01"], codes: [1, 0, 0, 0] };
  const days = daysIn(date, end);
  assert.deepEqual([...days.first], [19756, 1e6, 19754, 19756]);
  assert.deepEqual([...days.last], [19783, -1e6, 19782, 19756]);
  const { bins, edges } = binsIn(days);
  assert.equal(bins[1], -1);
  assert.ok([0, 2, 3].every((row) => bins[row] >= 0 && edges[bins[row]] <= days.first[row]));
  assert.deepEqual([...sortedBy(days.first)], [2, 0, 3, 1]);
  assert.deepEqual(binsIn(daysIn({ distinct: [""], codes: [0, 0] })).edges, []);
});

test("dates are spoken as Python speaks them", () => {
  const said = ["2024-02-03", "2024-02", "2024", "2024-02-03/2024-02-05", "2024-02-28/2024-03-01", "2024-02-03/2024-02-03"].map((text) => spoken(text, MONTHS));
  assert.deepEqual(said, ["3 Feb 2024", "Feb 2024", "2024", "3–5 Feb 2024", "28 Feb – 1 Mar 2024", "3 Feb 2024"]);
});

test("degrees become pixels and come back", () => {
  const view = { scale: 256 * 2 ** 7, left: 19000, top: 12000, width: 900, height: 700 };
  const { west, north, east, south } = boxOf(view);
  const [a, b] = [toPixels(west, north, view), toPixels(east, south, view)];
  [a.x, a.y, b.x - 900, b.y - 700].forEach((off) => assert.ok(Math.abs(off) < 1e-6));
});

test("labels are cut at a sign that says so", () => {
  assert.equal(shorten("Deir ez-Zor"), "Deir ez-Zor");
  assert.equal(shorten("x".repeat(40)), `${"x".repeat(33)}…`);
});
