// Starts the page: map, list and cards; and gives `window.geostrike` to whoever embeds it.

import { drawBasemap } from "./basemap.js";
import { enableCards } from "./cards.js";
import { boxOf, readData } from "./data.js";
import { enableFrame } from "./frame.js";
import { Labels } from "./labels.js";
import { enableList } from "./list.js";
import { drawMarks, highlight, showMarks } from "./marks.js";
import { enablePicking } from "./pick.js";

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const narrow = () => matchMedia("(max-width: 639px)").matches;

function makeMap(data) {
  const map = L.map("map", {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: 0.25,
    minZoom: 3,
    maxZoom: 17,
    maxBounds: boxOf(data.limits),
    maxBoundsViscosity: 1,
    fadeAnimation: !calm(),
    zoomAnimation: !calm(),
  });
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 110 }).addTo(map);
  return map;
}

function fit(map, bounds, most) {
  const free = narrow() ? 18 : 56;
  const sheet = narrow() && document.body.classList.contains("reading") ? document.getElementById("cards") : null;
  const hidden = sheet ? map.getContainer().getBoundingClientRect().bottom - sheet.getBoundingClientRect().top : 0;
  const below = free + Math.max(hidden, 0);
  map.fitBounds(bounds, { paddingTopLeft: [free, free], paddingBottomRight: [free, below], maxZoom: most, animate: !calm() });
}

function closeness(mark) {
  return mark.event.line ? 16 : mark.event.shape === "point" ? 13 : 12;
}

function showWhole(map, data) {
  map.invalidateSize();
  fit(map, boxOf(data.bounds), 13);
}

function filterBy(spec, marks, labels) {
  const wanted = Object.entries(spec || {});
  const keep = (entry) => wanted.every(([key, values]) => [values].flat().map(String).includes(String(entry[key])));
  showMarks(marks, keep);
  for (const item of document.querySelectorAll(".list li[data-id]")) {
    item.hidden = !keep(item.dataset);
  }
  labels.redraw();
}

/** Brings a page made by ReportMap to life. */
export function start() {
  document.body.classList.add("js");
  const data = readData("geostrike-data");
  const map = makeMap(data);
  showWhole(map, data);
  drawBasemap(map, data.base);
  const marks = drawMarks(map, data.events);
  const labels = new Labels(data.base, marks, data.words).addTo(map);
  const cards = enableCards({
    onOpen(id) {
      highlight(marks, id);
      if (marks.has(id)) {
        fit(map, marks.get(id).bounds, closeness(marks.get(id)));
      }
    },
    onClose() {
      highlight(marks, null);
    },
  });
  enableList();
  enablePicking(map, marks, labels, data.words, cards.open);
  enableFrame(map, () => showWhole(map, data), cards.close);
  const filter = (spec) => filterBy(spec, marks, labels);
  window.geostrike = { ready: true, map, open: cards.open, filter, version: data.version };
}
