// Draws the quiet map underneath: land, water, provinces, and borders with a light halo, disputed stretches dashed.

import { unpack } from "./data.js";

const KINDS = ["land", "indefinite", "disputed"];

function pane(map, name, zIndex) {
  const element = map.createPane(name);
  element.style.zIndex = String(zIndex);
  element.style.pointerEvents = "none";
  return L.svg({ pane: name, padding: 0.6 });
}

function lines(runs, className, renderer) {
  return L.polyline(runs, { className, renderer, interactive: false, smoothFactor: 0.6 });
}

function areas(polygons, className, renderer, map) {
  for (const polygon of polygons) {
    L.polygon(polygon.map(unpack), { className, renderer, interactive: false, smoothFactor: 0.6 }).addTo(map);
  }
}

/** Rivers, lakes and provinces, which are simplified, are shown only from so far away that it does not show. */
function drawSimplified(map, base) {
  lines(base.rivers.map(unpack), "river", pane(map, "geostrike-rivers", 210)).addTo(map);
  areas(base.lakes, "lake", pane(map, "geostrike-lakes", 211), map);
  lines(base.admin.map(unpack), "province", pane(map, "geostrike-provinces", 212)).addTo(map);
  const show = () => {
    for (const [name, zoom] of [["rivers", base.river_zoom], ["lakes", base.lake_zoom], ["provinces", base.lake_zoom]]) {
      map.getPane(`geostrike-${name}`).style.display = map.getZoom() < zoom ? "" : "none";
    }
  };
  map.on("zoomend", show);
  show();
}

/** Covers all that lies beyond the limits of the map underneath: nothing is known there, neither land nor water. */
export function drawBeyond(map, limits) {
  const far = L.latLngBounds([-89, -1080], [89, 1080]);
  const rings = [far, limits].map((box) => [box.getSouthWest(), box.getNorthWest(), box.getNorthEast(), box.getSouthEast()]);
  L.polygon(rings, { className: "beyond", renderer: pane(map, "geostrike-beyond", 260), interactive: false, noClip: true }).addTo(map);
}

/** Adds land, water, provinces and borders to a map. */
export function drawBasemap(map, base) {
  areas(base.land, "land", pane(map, "geostrike-land", 200), map);
  drawSimplified(map, base);
  const borders = pane(map, "geostrike-borders", 250);
  for (const kind of KINDS) {
    const runs = base.borders.filter((line) => line.kind === kind).map((line) => unpack(line.at));
    if (runs.length) {
      lines(runs, "border-halo", borders).addTo(map);
      lines(runs, `border border-${kind}`, borders).addTo(map);
    }
  }
}
