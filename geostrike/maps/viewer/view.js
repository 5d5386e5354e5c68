// The map's view: fitted by the page or moved by hand; only what was moved by hand belongs in the address.

import { drawBeyond } from "./basemap.js";
import { boxOf, latLng } from "./data.js";
import { fill } from "./tools.js";

const HANDS = ["wheel", "dblclick", "keydown", "touchmove"];

const [ROOM_PX, MARK_PX, NARROW_PX] = [10, 8, 560];

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const narrow = () => matchMedia("(max-width: 639px)").matches;

/** Leaflet's scale bar, which says "50 km", in the words of the page. */
function scaleBar(words) {
  const bar = L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 110 });
  const write = bar._updateScale;
  bar._updateScale = (element, text, ratio) => {
    const [n, unit] = text.split(" ");
    write.call(bar, element, fill(unit === "km" ? words.kilometres : words.metres, { n }), ratio);
  };
  return bar;
}

/** The map without any layer, and its scale. */
export function makeMap(data) {
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
  drawBeyond(map, boxOf(data.limits));
  scaleBar(data.words).addTo(map);
  return map;
}

/** Boxes, in the map's container, of what stands over its upper corners. */
function overMap(map) {
  const frame = map.getContainer().getBoundingClientRect();
  const shown = [".buttons", ".note"].map((name) => document.querySelector(name)?.getBoundingClientRect());
  return shown.map((box) => box?.width && { left: box.left - frame.left, right: box.right - frame.left, bottom: box.bottom - frame.top });
}

/** Ways to leave room for the buttons and the note over a map: none, under the note, beside the buttons, both. */
function rooms(map, free) {
  const [buttons, note] = overMap(map);
  const below = note ? note.bottom + ROOM_PX : free;
  const turned = document.documentElement.dir === "rtl";
  const beside = buttons ? (turned ? map.getSize().x - buttons.left : buttons.right) + ROOM_PX : free;
  const room = (top, side) => (turned ? { left: free, top, right: side } : { left: side, top, right: free });
  return [room(free, free), room(below, free), room(free, beside), room(below, beside)];
}

/** Whether a view would put one of some places under the buttons or the note. */
function hides(map, { center, zoom }, spots) {
  const corner = map.project(center, zoom).subtract(map.getSize().divideBy(2));
  const boxes = overMap(map).filter(Boolean);
  return spots.some((spot) => {
    const { x, y } = map.project(spot, zoom).subtract(corner);
    return boxes.some(({ left, right, bottom }) => x > left - MARK_PX && x < right + MARK_PX && y < bottom + MARK_PX);
  });
}

/** How much of the map an open card covers on a phone. */
export function covered(map) {
  const sheet = narrow() && document.body.classList.contains("reading") ? document.getElementById("cards") : null;
  const hidden = sheet ? map.getContainer().getBoundingClientRect().bottom - sheet.getBoundingClientRect().top : 0;
  return Math.max(hidden, 0);
}

/** Fits bounds into what is seen of the map, so that no place lies under what stands over it, if there is room. */
function fit(map, bounds, most, spots) {
  const free = narrow() ? 18 : map.getSize().x < NARROW_PX ? 28 : 56;
  const below = free + covered(map);
  const views = rooms(map, free).map(({ left, top, right }) =>
    map._getBoundsCenterZoom(bounds, { paddingTopLeft: [left, top], paddingBottomRight: [right, below], maxZoom: most }));
  const { center, zoom } = views.find((view) => !hides(map, view, spots)) || views[0];
  map.setView(center, zoom, { animate: !calm() });
}

function closeness({ event }) {
  return event.line ? 16 : event.shape === "point" ? 13 : 12;
}

/** Starts following who moves the map; `onMove()` is told of every move. */
export function enableView(map, data, onMove) {
  const whole = boxOf(data.bounds);
  const spots = data.events ? data.events.map(({ at }) => latLng(at)) : [whole.getNorthWest(), whole.getNorthEast()];
  let byHand = false;
  const hand = () => {
    byHand = true;
  };
  HANDS.forEach((type) => map.getContainer().addEventListener(type, hand, { passive: true }));
  map.on("dragstart", hand);
  map.on("moveend", onMove);
  return {
    hand,
    get() {
      const { lat, lng } = map.getCenter();
      return byHand ? { lat, lon: lng, zoom: map.getZoom() } : null;
    },
    set({ lat, lon, zoom }) {
      hand();
      map.setView([lat, lon], zoom, { animate: false });
    },
    whole() {
      byHand = false;
      map.invalidateSize();
      fit(map, whole, 13, spots);
    },
    to(mark) {
      byHand = false;
      fit(map, mark.bounds, closeness(mark), [mark.anchor, ...(mark.event?.released || []).map(({ at }) => latLng(at))]);
    },
    /** Moves only as far as is needed to see a mark. */
    near(mark) {
      if (!map.getBounds().pad(-0.05).contains(mark.anchor)) {
        byHand = false;
        map.panTo(mark.anchor, { animate: !calm() });
      }
    },
  };
}
