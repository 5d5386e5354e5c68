// Finds room for labels so that none covers another; pure arithmetic, no page.

/** Whether two boxes {x, y, w, h} overlap. */
export function overlap(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** What a box shares with the one between two corners. */
export function common(box, from, to) {
  const [x, y] = [Math.max(box.x, from.x), Math.max(box.y, from.y)];
  return { x, y, w: Math.min(box.x + box.w, to.x) - x, h: Math.min(box.y + box.h, to.y) - y };
}

/** Whether the way from one point to another leads through a box. */
export function crosses(from, to, box) {
  let [enter, leave] = [0, 1];
  for (const [start, step, low, high] of [
    [from.x, to.x - from.x, box.x, box.x + box.w],
    [from.y, to.y - from.y, box.y, box.y + box.h],
  ]) {
    if (step === 0 && (start < low || start > high)) {
      return false;
    }
    if (step !== 0) {
      const ends = [(low - start) / step, (high - start) / step];
      enter = Math.max(enter, Math.min(...ends));
      leave = Math.min(leave, Math.max(...ends));
    }
  }
  return enter < leave;
}

/** Boxes of a label around a point, the best first; `gap` is the room that the mark itself needs. */
export function positions(point, size, gap) {
  const { w, h } = size;
  const right = point.x + gap;
  const left = point.x - gap - w;
  const middle = point.y - h / 2;
  const near = gap * 0.7;
  return [
    { x: right, y: middle, w, h },
    { x: left, y: middle, w, h },
    { x: point.x + near, y: point.y - near - h, w, h },
    { x: point.x + near, y: point.y + near, w, h },
    { x: point.x - near - w, y: point.y - near - h, w, h },
    { x: point.x - near - w, y: point.y + near, w, h },
    { x: point.x - w / 2, y: point.y - gap - h, w, h },
    { x: point.x - w / 2, y: point.y + gap, w, h },
    { x: point.x - w / 4, y: point.y - gap - h, w, h },
    { x: point.x - w / 4, y: point.y + gap, w, h },
    { x: point.x - (w * 3) / 4, y: point.y - gap - h, w, h },
    { x: point.x - (w * 3) / 4, y: point.y + gap, w, h },
  ];
}

/** The first of some boxes that lies inside the frame and touches none that is taken, or null. */
export function firstFree(boxes, taken, frame) {
  const inside = (box) =>
    box.x >= frame.x && box.y >= frame.y && box.x + box.w <= frame.x + frame.w && box.y + box.h <= frame.y + frame.h;
  return boxes.find((box) => inside(box) && !taken.some((other) => overlap(box, other))) || null;
}

/** Points that lie within `reach` of each other, joined into groups; the order of the points is kept. */
export function cluster(points, reach) {
  const groups = [];
  for (const point of points) {
    const near = groups.filter((group) => group.some((other) => Math.hypot(other.x - point.x, other.y - point.y) < reach));
    const joined = [...near.flat(), point];
    for (const group of near) {
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(joined);
  }
  return groups;
}
