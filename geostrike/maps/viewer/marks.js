// Draws each event as sharply as its source allows: dot, ring, square, hatched region, and the line to the border.

import { boxOf, latLng, unpack } from "./data.js";
import { svgNode } from "./svg.js";

const HATCHES = 6;
const SMALLEST_PX = 4.5;
const SECOND_LEAST_PX = 6.5;

/** A disc on the ground, drawn as the circle that fits its box: a ring of true size, but never so small that it looks like a pin. */
const Ring = L.CircleMarker.extend({
  initialize(box, options) {
    L.CircleMarker.prototype.initialize.call(this, box.getCenter(), { least: SMALLEST_PX, ...options });
    this._box = box;
  },

  _project() {
    const corner = this._map.latLngToLayerPoint(this._box.getNorthWest());
    const other = this._map.latLngToLayerPoint(this._box.getSouthEast());
    this._point = corner.add(other).divideBy(2);
    this._radius = Math.max((other.x - corner.x + other.y - corner.y) / 4, this.options.least);
    this._updateBounds();
  },
});

/** A position that a source gave: as large as it is on the ground, never too small to be seen, square if it is a grid. */
const SecondMark = Ring.extend({
  _updatePath() {
    if (!this.options.square) {
      Ring.prototype._updatePath.call(this);
      return;
    }
    const { x, y } = this._point;
    const r = this._radius;
    this._renderer._setPath(this, this._empty() ? "M0 0" : `M${x - r} ${y - r}H${x + r}V${y + r}H${x - r}z`);
  },
});

function secondMark(event, { at, box, square }, renderer) {
  const line = { renderer, interactive: false, className: "to-released" };
  const options = { renderer, interactive: false, square, least: SECOND_LEAST_PX, className: `mark ep${event.style} released` };
  return [L.polyline([latLng(event.at), latLng(at)], line), new SecondMark(boxOf(box), options)];
}

function hatch(number) {
  const line = svgNode("line", { x1: 0, y1: 0, x2: 0, y2: 7, class: `hatch ep${number}` });
  const tile = { id: `geostrike-hatch-${number}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  return svgNode("pattern", tile, line);
}

function addHatches(renderer) {
  renderer._container.prepend(svgNode("defs", {}, ...Array.from({ length: HATCHES }, (_, number) => hatch(number))));
}

function shapeOf(event, renderer) {
  const options = { renderer, interactive: false, smoothFactor: 0, className: `mark ep${event.style}` };
  if (event.shape === "point") {
    return L.circleMarker(latLng(event.at), { ...options, radius: 5.5, className: `${options.className} exact` });
  }
  if (event.shape === "region") {
    const fillColor = `url(#geostrike-hatch-${event.style})`;
    return L.polygon(event.outline.map(unpack), { ...options, fillColor, className: `${options.className} region` });
  }
  const named = { ...options, className: `${options.className} ${event.shape}` };
  return event.box ? new Ring(boxOf(event.box), named) : L.polygon(event.outline.map(unpack), named);
}

/** Adds the marks of events to a map; gives back what others need to find, pick and highlight them. */
export function drawMarks(map, events) {
  map.createPane("geostrike-marks").style.zIndex = "400";
  map.getPane("geostrike-marks").style.pointerEvents = "none";
  const renderer = L.svg({ pane: "geostrike-marks", padding: 0.6 }).addTo(map);
  addHatches(renderer);
  const marks = new Map();
  for (const event of events) {
    const layers = [];
    if (event.line) {
      const ends = [latLng(event.at), latLng(event.line.foot)];
      layers.push(L.polyline(ends, { renderer, interactive: false, className: "to-border" }).addTo(map));
    }
    for (const second of event.released || []) {
      layers.push(...secondMark(event, second, renderer).map((layer) => layer.addTo(map)));
    }
    layers.push(shapeOf(event, renderer).addTo(map));
    const anchor = L.latLng(latLng(event.at));
    const ring = ringOf(event);
    const bounds = L.latLngBounds(ring.getSouthWest(), ring.getNorthEast());
    const ends = [...(event.line ? [event.line.foot] : []), ...(event.released || []).map(({ at }) => at)];
    ends.forEach((end) => bounds.extend(latLng(end)));
    marks.set(event.id, { event, layers, anchor, ring, bounds });
  }
  return marks;
}

function ringOf(event) {
  return event.box ? boxOf(event.box) : L.latLngBounds([latLng(event.at), ...(event.outline || []).flatMap(unpack)]);
}

/** Marks one event as chosen, or none. */
export function highlight(marks, id) {
  for (const [key, mark] of marks) {
    for (const layer of mark.layers) {
      layer._path.classList.toggle("chosen", key === id);
      layer._path.classList.toggle("aside", id !== null && key !== id);
    }
  }
}

/** Shows only the events that a test lets through. */
export function showMarks(marks, keep) {
  for (const mark of marks.values()) {
    mark.hidden = !keep(mark.event);
    for (const layer of mark.layers) {
      layer._path.classList.toggle("gone", mark.hidden);
    }
  }
}
