// Labels: none overlaps another, none leaves the frame, near points become one group.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cluster, common, crosses, firstFree, overlap, positions } from "../layout.js";

test("labels that found room overlap nothing and stay in the frame", () => {
  const frame = { x: 0, y: 0, w: 300, h: 200 };
  const taken = [];
  for (let n = 0; n < 40; n += 1) {
    const point = { x: (n * 37) % 300, y: (n * 53) % 200 };
    const box = firstFree(positions(point, { w: 60, h: 14 }, 5), taken, frame);
    if (box) {
      assert.ok(!taken.some((other) => overlap(box, other)));
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.w <= 300 && box.y + box.h <= 200);
      taken.push(box);
    }
  }
  assert.ok(taken.length > 10);
});

test("a leader that runs through a box is seen, one that passes by is not", () => {
  const box = { x: 10, y: 10, w: 10, h: 10 };
  const through = [[0, 0, 30, 30], [0, 15, 30, 15], [15, 0, 15, 12]];
  const past = [[0, 0, 30, 5], [0, 0, 0, 30], [0, 25, 30, 25]];
  const found = (ways) => ways.map(([x, y, u, v]) => crosses({ x, y }, { x: u, y: v }, box));
  assert.deepEqual(found(through), [true, true, true]);
  assert.deepEqual(found(past), [false, false, false]);
});

test("points that touch through others are one group", () => {
  const groups = cluster([{ x: 0, y: 0 }, { x: 50, y: 0 }, { x: 10, y: 0 }, { x: 19, y: 0 }], 12);
  assert.deepEqual(groups.map((group) => group.length).sort(), [1, 3]);
});

test("what a box shares with another one has their inner edges", () => {
  const box = { x: 0, y: 0, w: 100, h: 50 };
  assert.deepEqual(common(box, { x: -10, y: 20 }, { x: 60, y: 90 }), { x: 0, y: 20, w: 60, h: 30 });
  assert.ok(common(box, { x: 200, y: 0 }, { x: 300, y: 10 }).w < 0);
});
