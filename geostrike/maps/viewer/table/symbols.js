// Draws the sign of one event or of a bunch on a canvas; knows no table.

import { GLYPHS } from "../glyphs.js";

export const EXACT_M = 100;
const RING_PX = 5.5; // a ring smaller than this is a hollow mark
const FILLS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#3a3a3a"];
const STROKES = ["#005a8e", "#9a6700", "#007353", "#a1487b", "#24729f", "#000000"];
const PLAIN = ["#8b949d", "#4a545e"];
const EARTH_M = 40075016.686;
const DASH = [3.2, 2.25]; // in the outline of a place of which the table states no precision

/** Radius of the circle that stands for a number of events. */
export function reach(count) {
  if (count === Infinity) {
    return 25;
  }
  return count === 1 ? 8 : Math.min(11 + 2.6 * Math.log10(count), 25);
}

function rounded(count, digits) {
  return Math.round(count * 10 ** digits) / 10 ** digits;
}

/** A number as short as it fits into a circle. */
export function short(count) {
  if (count < 1000) {
    return String(count);
  }
  const thousands = count / 1000;
  return thousands < 999.5 ? `${rounded(thousands, thousands < 9.95 ? 1 : 0)}k` : `${rounded(thousands / 1000, 1)}M`;
}

/** Pixels of a distance on the ground at a latitude. */
export function pixels(metres, lat, { scale }) {
  return (metres / (EARTH_M * Math.cos((lat * Math.PI) / 180))) * scale;
}

function circle(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

function line(context, ink, width) {
  context.strokeStyle = ink;
  context.lineWidth = width;
  context.stroke();
}

/** The ring of a place that is known roughly, at its true radius on the ground; its radius in pixels, 0 for none, and for what is not stated. */
export function ring(context, { x, y, lat }, { radius, style }, view) {
  const px = radius > EXACT_M ? pixels(radius, lat, view) : 0;
  if (px > RING_PX && px < view.width * 1.5) {
    circle(context, x, y, px);
    context.globalAlpha = 0.07;
    context.fillStyle = FILLS[style] || PLAIN[0];
    context.fill();
    context.globalAlpha = 1;
    line(context, STROKES[style] || PLAIN[1], 1.75);
  }
  return px;
}

/** A single event: filled where it is exact; hollow where its ring is too small to be seen; dashed where no radius is stated. */
export function mark(context, { x, y, ring: px }, { radius, style }) {
  const exact = radius <= EXACT_M;
  if (!exact && px > RING_PX) {
    return;
  }
  const path = new Path2D(GLYPHS[style] || GLYPHS[0]);
  context.save();
  const [stated, size] = Number.isNaN(radius) ? [false, 1] : [true, 0.875];
  context.translate(x - 8 * size, y - 8 * size);
  context.scale(size, size);
  context.lineWidth = exact ? 2.4 : 2;
  context.strokeStyle = exact ? "#ffffff" : STROKES[style] || PLAIN[1];
  context.fillStyle = exact ? FILLS[style] || PLAIN[1] : "#ffffff";
  context.setLineDash(stated ? [] : DASH);
  context.fill(path);
  context.stroke(path);
  context.restore();
}

/** What shows which event's card is open. */
export function chosen(context, { x, y, lat }, { radius, style }, view) {
  circle(context, x, y, radius > EXACT_M ? Math.max(pixels(radius, lat, view), 9) : 11);
  line(context, "#ffffff", 6);
  line(context, STROKES[style] || PLAIN[1], 3);
}

/** A count in a circle. */
export function bunch(context, { x, y, count }) {
  circle(context, x, y, reach(count));
  context.fillStyle = "#ffffff";
  context.fill();
  line(context, "#4a545e", 2);
  context.font = "600 12px system-ui, sans-serif";
  context.textAlign = "center";
  context.fillStyle = "#1d2329";
  context.fillText(short(count), x, y + 4.2);
  context.textAlign = "start";
}
