// Paints the events: counts in circles, single events as sharply as they are known; remembers what lies where.

import { GLYPHS } from "../glyphs.js";
import { firstFree, positions } from "../layout.js";
import { cellsIn, joined, sumsOf } from "./cells.js";
import { Canvas, letter } from "./ground.js";

const CELL_PX = 44;
const FEW_LABELS = 22;
const EXACT_M = 100;
const RING_PX = 5.5;
const FILLS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#3a3a3a"];
const STROKES = ["#005a8e", "#9a6700", "#007353", "#a1487b", "#24729f", "#000000"];
const PLAIN = ["#8b949d", "#4a545e"];
const EARTH_M = 40075016.686;

/** Radius of the circle that stands for a number of events. */
export function reach(count) {
  if (count === Infinity) {
    return 25;
  }
  return count === 1 ? 8 : Math.min(11 + 2.6 * Math.log10(count), 25);
}

/** A number as short as it fits into a circle. */
export function short(count) {
  const thousands = count / 1000;
  return count < 1000 ? String(count) : thousands < 10 ? `${Math.round(thousands * 10) / 10}k` : thousands < 1000 ? `${Math.round(thousands)}k` : `${Math.round(thousands / 100) / 10}M`;
}

function mercator(lon, lat, { scale, left, top }) {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: (lon / 360 + 0.5) * scale - left, y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scale - top };
}

function corner(x, y, { scale }) {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / scale))) * 180) / Math.PI;
  return { lon: (x / scale - 0.5) * 360, lat };
}

function boxOf(view) {
  const [west, east] = [corner(view.left, view.top, view), corner(view.left + view.width, view.top + view.height, view)];
  return { west: west.lon, north: west.lat, east: east.lon, south: east.lat };
}

/** Level of the cells at a zoom: 2^level millionths of a degree are about `CELL_PX`. */
export function levelAt(scale) {
  return Math.min(Math.max(Math.round(Math.log2((CELL_PX * 360e6) / scale)), 0), 28);
}

/** The layer of events. `places` are positions; `facts` gives style and radius of a row. */
export function addMarks(map, places, facts) {
  const state = { sums: sumsOf(places, new Uint8Array(places.lon.length).fill(1)), mask: null, chosen: -1, hits: [], labels: new Map(), wanted: "" };
  map.createPane("geostrike-marks").style.zIndex = "400";
  map.getPane("geostrike-marks").style.pointerEvents = "none";

  function groupsIn(view) {
    const cells = cellsIn(places, state.sums, levelAt(view.scale), boxOf(view));
    const groups = cells.map((cell) => ({ ...mercator(cell.lon, cell.lat, view), count: cell.count, start: cell.start, runs: [[cell.start, cell.end]] }));
    return joined(groups.flatMap((group) => apart(group, view)), reach);
  }

  /** A cell of few events as its single places, which may lie apart from each other. */
  function apart(group, view) {
    const [[start, end]] = group.runs;
    if (group.count > 12 || end - start > 400) {
      return [group];
    }
    return rowsOf(group.runs).map((row) => ({ ...mercator(places.lon[row] / 1e6, places.lat[row] / 1e6, view), count: 1, start: row, runs: [[row, row + 1]] }));
  }

  /** Rows of some runs that the filters let through, at most `most`. */
  function rowsOf(runs, most = Infinity) {
    const rows = [];
    for (const [start, end] of runs) {
      for (let row = start; row < end && rows.length < most; row += 1) {
        if (!state.mask || state.mask[row]) {
          rows.push(row);
        }
      }
    }
    return rows;
  }

  function draw(context, view, zoom) {
    const groups = groupsIn(view);
    const singles = groups.filter(({ count }) => count === 1).map((group) => ({ ...group, row: rowsOf(group.runs)[0] }));
    const bunches = groups.filter(({ count }) => count > 1);
    const marked = singles.map((group) => ({ ...group, reach: 8, ring: ring(context, group, view) }));
    state.hits = [...marked, ...bunches.map((group) => ({ ...group, reach: reach(group.count) }))];
    state.origin = { x: view.left, y: view.top };
    bunches.forEach((group) => bunch(context, group));
    marked.forEach((group) => mark(context, group));
    choose(context, view);
    label(context, view, singles, zoom);
  }

  /** The ring of a place that is known roughly, at its true radius on the ground; its radius in pixels. */
  function ring(context, { x, y, row }, view) {
    const { radius, style } = facts(row);
    if (radius <= EXACT_M) {
      return 0;
    }
    const px = pixels(radius, places.lat[row] / 1e6, view);
    if (px > RING_PX && px < view.width * 1.5) {
      circle(context, x, y, px);
      context.globalAlpha = 0.07;
      context.fillStyle = FILLS[style] || PLAIN[0];
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = STROKES[style] || PLAIN[1];
      context.lineWidth = 1.75;
      context.stroke();
    }
    return px;
  }

  /** A single event: filled where it is exact; hollow where its ring is too small to be seen. */
  function mark(context, { x, y, row, ring: px }) {
    const { radius, style } = facts(row);
    const exact = radius <= EXACT_M;
    if (!exact && px > RING_PX) {
      return;
    }
    const path = new Path2D(GLYPHS[style] || GLYPHS[0]);
    context.save();
    context.translate(x - 7, y - 7);
    context.scale(0.875, 0.875);
    context.lineWidth = exact ? 2.4 : 2;
    context.strokeStyle = exact ? "#ffffff" : STROKES[style] || PLAIN[1];
    context.fillStyle = exact ? FILLS[style] || PLAIN[1] : "#ffffff";
    context.fill(path);
    context.stroke(path);
    context.restore();
  }

  function choose(context, view) {
    if (state.chosen < 0 || state.chosen >= places.lon.length) {
      return;
    }
    const { x, y } = mercator(places.lon[state.chosen] / 1e6, places.lat[state.chosen] / 1e6, view);
    const { radius, style } = facts(state.chosen);
    const px = radius <= EXACT_M ? 11 : Math.max(pixels(radius, places.lat[state.chosen] / 1e6, view), 9);
    circle(context, x, y, px);
    context.strokeStyle = "#ffffff";
    context.lineWidth = 6;
    context.stroke();
    context.strokeStyle = STROKES[style] || PLAIN[1];
    context.lineWidth = 3;
    context.stroke();
  }

  /** Place and date of single events, where they are few; their words come from afar. */
  function label(context, view, singles, zoom) {
    if (!singles.length || singles.length > FEW_LABELS) {
      return;
    }
    const taken = state.hits.map(({ x, y, reach: r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }));
    const frame = { x: 0, y: 0, w: view.width, h: view.height };
    const missing = singles.filter(({ row }) => !state.labels.has(row)).map(({ row }) => row);
    for (const { x, y, row } of singles.filter((one) => state.labels.has(one.row))) {
      const [name, date] = state.labels.get(row);
      context.font = "600 12.5px system-ui, sans-serif";
      const wide = Math.max(context.measureText(name).width, context.measureText(date).width) + 4;
      const box = firstFree(positions({ x, y }, { w: wide, h: 30 }, 10), taken, frame);
      if (box) {
        taken.push(box);
        letter(context, name, box.x, box.y + 12, { font: "600 12.5px", ink: "#1d2329" });
        letter(context, date, box.x, box.y + 26, { font: "12px", ink: "#3d464e" });
      }
    }
    const wanted = `${zoom} ${missing.join(" ")}`;
    if (missing.length && wanted !== state.wanted) {
      state.wanted = wanted;
      facts.words(missing).then((found) => {
        found.forEach(([row, ...lines]) => state.labels.set(row, lines));
        if (found.length) {
          layer.redraw();
        } else {
          state.wanted = "";
        }
      });
    }
  }

  const layer = new Canvas(draw, { pane: "geostrike-marks" }).addTo(map);
  return {
    layer,
    rowsOf,
    show(mask) {
      state.mask = mask;
      state.sums = sumsOf(places, mask);
      layer.redraw();
    },
    choose(row) {
      state.chosen = row;
      layer.redraw();
    },
    /** What lies under a point of the map: the nearest mark, else the smallest ring around it. */
    at(point) {
      const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint(point));
      const [x, y] = [origin.x - state.origin.x, origin.y - state.origin.y];
      const far = (hit) => Math.hypot(hit.x - x, hit.y - y);
      const near = state.hits.filter((hit) => far(hit) <= Math.max(hit.reach, 14)).sort((a, b) => far(a) - far(b));
      const around = state.hits.filter((hit) => hit.ring && far(hit) <= hit.ring).sort((a, b) => a.ring - b.ring);
      return near[0] || around[0] || null;
    },
  };
}

function pixels(metres, lat, { scale }) {
  return (metres / (EARTH_M * Math.cos((lat * Math.PI) / 180))) * scale;
}

function circle(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

function bunch(context, { x, y, count }) {
  circle(context, x, y, reach(count));
  context.fillStyle = "#ffffff";
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = "#4a545e";
  context.stroke();
  context.font = "600 12px system-ui, sans-serif";
  context.textAlign = "center";
  context.fillStyle = "#1d2329";
  context.fillText(short(count), x, y + 4.2);
  context.textAlign = "start";
}
