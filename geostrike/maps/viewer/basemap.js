// Draws the quiet map underneath: land, and borders with a light halo, disputed stretches dashed.

import { unpack } from "./data.js";

function pane(map, name, zIndex) {
  const element = map.createPane(name);
  element.style.zIndex = String(zIndex);
  element.style.pointerEvents = "none";
  return L.svg({ pane: name, padding: 0.6 });
}

function lineLayer(runs, className, renderer) {
  return L.polyline(runs, { className, renderer, interactive: false, smoothFactor: 0.6 });
}

/** Adds land and borders to a map. */
export function drawBasemap(map, base) {
  const land = pane(map, "geostrike-land", 200);
  const borders = pane(map, "geostrike-borders", 250);
  for (const polygon of base.land) {
    const options = { className: "land", renderer: land, interactive: false, smoothFactor: 0.6 };
    L.polygon(polygon.map(unpack), options).addTo(map);
  }
  for (const kind of ["land", "disputed"]) {
    const runs = base.borders.filter((line) => line.kind === kind).map((line) => unpack(line.at));
    if (runs.length) {
      lineLayer(runs, "border-halo", borders).addTo(map);
      lineLayer(runs, `border border-${kind}`, borders).addTo(map);
    }
  }
}
