// Paints the events: counts in circles, single events as sharply as they are known; remembers what lies where.

import { cellsIn, joined, sumsOf } from "./cells.js";
import { Canvas, letterCountries, letterPlaces } from "./ground.js";
import { createLettering } from "./lettering.js";
import { boxOf, toPixels } from "./mercator.js";
import { bunch, chosen, mark, reach, ring } from "./symbols.js";

const CELL_PX = 44;
const FEW = 12; // a cell of no more events is drawn as its single places, which may lie apart
const NEAR_PX = 14;

/** Level of the cells at a zoom: 2^level millionths of a degree are about `CELL_PX`. */
export function levelAt(scale) {
  return Math.min(Math.max(Math.round(Math.log2((CELL_PX * 360e6) / scale)), 0), 28);
}

/** Rows of some runs that a mask lets through, at most `most`. */
export function rowsIn(runs, mask, most = Infinity) {
  const rows = [];
  for (const [start, end] of runs) {
    for (let row = start; row < end && rows.length < most; row += 1) {
      if (!mask || mask[row]) {
        rows.push(row);
      }
    }
  }
  return rows;
}

/** One event as a group of its own. */
function single(row, { lon, lat }, view) {
  const at = lat[row] / 1e6;
  return { ...toPixels(lon[row] / 1e6, at, view), lat: at, count: 1, start: row, row, runs: [[row, row + 1]] };
}

/** Groups of what a view holds: none covers another. */
function groupsIn(places, { sums, mask }, view) {
  const groups = cellsIn(places, sums, levelAt(view.scale), boxOf(view)).flatMap((cell) => {
    const runs = [[cell.start, cell.end]];
    return cell.count > FEW || cell.end - cell.start > 400
      ? { ...toPixels(cell.lon, cell.lat, view), count: cell.count, start: cell.start, runs }
      : rowsIn(runs, mask).map((row) => single(row, places, view));
  });
  return joined(groups, reach).map((group) =>
    group.count === 1 && group.row === undefined ? single(rowsIn(group.runs, mask, 1)[0], places, view) : group);
}

/** What lies under a point: the nearest mark, else the smallest ring around it; null for nothing. */
export function hitAt(hits, { x, y }) {
  const far = (hit) => Math.hypot(hit.x - x, hit.y - y);
  const near = hits.filter((hit) => far(hit) <= Math.max(hit.reach, NEAR_PX)).sort((a, b) => far(a) - far(b));
  const around = hits.filter((hit) => hit.ring && far(hit) <= hit.ring).sort((a, b) => a.ring - b.ring);
  return near[0] || around[0] || null;
}

/** The part of a view that the map's window shows: no label is cut by its edge. */
function inView(map, { left, top }) {
  const corner = map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0]));
  const { x: w, y: h } = map.getSize();
  return { x: corner.x - left, y: corner.y - top, w, h };
}

const around = (x, y, r) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r });

/** Boxes of what stands over the map. */
function controls(map, { x, y }) {
  const window = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll("[data-over-map], .leaflet-control-scale")].map((one) => {
    const box = one.getBoundingClientRect();
    return { x: x + box.x - window.x - 4, y: y + box.y - window.y - 4, w: box.width + 8, h: box.height + 8 };
  });
}

/** The layer of events. `places` are positions; `facts` gives style and radius of a row, and its words; `names` are lettered between. */
export function addMarks(map, places, facts, names) {
  const state = { sums: sumsOf(places, new Uint8Array(places.lon.length).fill(1)), mask: null, chosen: -1, hits: [] };
  map.createPane("geostrike-marks").style.zIndex = "400";
  map.getPane("geostrike-marks").style.pointerEvents = "none";

  function draw(context, view, zoom) {
    const groups = groupsIn(places, state, view);
    const bunches = groups.filter(({ count }) => count > 1).map((group) => ({ ...group, reach: reach(group.count) }));
    const singles = groups.filter(({ count }) => count === 1)
      .map((group) => ({ ...group, reach: reach(1), ring: ring(context, group, facts(group.row), view) }));
    Object.assign(state, { hits: [...singles, ...bunches], origin: { x: view.left, y: view.top } });
    bunches.forEach((group) => bunch(context, group));
    singles.forEach((group) => mark(context, group, facts(group.row)));
    if (state.chosen >= 0 && state.chosen < places.lon.length) {
      chosen(context, single(state.chosen, places, view), facts(state.chosen), view);
    }
    const frame = inView(map, view);
    const taken = state.hits.map(({ x, y, reach: r }) => around(x, y, r)).concat(controls(map, frame));
    lettering(context, frame, { events: singles, taken, zoom });
    const rings = singles.filter(({ ring: px }) => px < frame.w / 4).map(({ x, y, ring: px }) => around(x, y, px));
    letterCountries(context, names, { view, frame, zoom, taken, rings });
    letterPlaces(context, names.places, { view, frame, zoom, taken });
  }

  const layer = new Canvas(draw, { pane: "geostrike-marks" });
  const lettering = createLettering((rows) => facts.words(rows), () => layer.redraw());
  layer.addTo(map);
  return {
    layer,
    rowsOf: (runs, most) => rowsIn(runs, state.mask, most),
    show(mask) {
      Object.assign(state, { mask, sums: sumsOf(places, mask) });
      layer.redraw();
    },
    choose(row) {
      state.chosen = row;
      layer.redraw();
    },
    /** What lies under a point of the map's container. */
    at(point) {
      const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint(point));
      return hitAt(state.hits, { x: origin.x - state.origin.x, y: origin.y - state.origin.y });
    },
  };
}
