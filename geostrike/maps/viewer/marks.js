// Draws each event as sharply as its source allows: dot, ring, square, hatched region, and the line to the border.

import { latLng, unpack } from "./data.js";
import { svgNode } from "./svg.js";

const HATCHES = 6;

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
  return L.polygon(event.outline.map(unpack), { ...options, className: `${options.className} ${event.shape}` });
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
    layers.push(shapeOf(event, renderer).addTo(map));
    const anchor = L.latLng(latLng(event.at));
    marks.set(event.id, { event, layers, anchor, bounds: boundsOf(event), ring: L.latLngBounds([anchor, ...(event.outline || []).flatMap(unpack)]) });
  }
  return marks;
}

function boundsOf(event) {
  const bounds = L.latLngBounds([latLng(event.at)]);
  for (const ring of event.outline || []) {
    bounds.extend(unpack(ring));
  }
  if (event.line) {
    bounds.extend(latLng(event.line.foot));
  }
  return bounds;
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
