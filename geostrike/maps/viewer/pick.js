// Finds which events lie under a finger or pointer, and lets the reader choose where there are several.

import { latLng, unpack } from "./data.js";

const FINGER_PX = 22;

function inside(point, ring) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [a, b] = [ring[i], ring[j]];
    if (a.y > point.y !== b.y > point.y && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) {
      odd = !odd;
    }
  }
  return odd;
}

function holds(map, event, point) {
  if (event.box) {
    const [corner, other] = [event.box.slice(0, 2), event.box.slice(2)].map((at) => map.latLngToContainerPoint(latLng(at)));
    const [x, y] = [(point.x * 2 - corner.x - other.x) / (other.x - corner.x), (point.y * 2 - corner.y - other.y) / (other.y - corner.y)];
    return Math.hypot(x, y) <= 1;
  }
  const rings = (event.outline || []).map((ring) => unpack(ring).map((at) => map.latLngToContainerPoint(at)));
  return rings.length > 0 && inside(point, rings[0]);
}

/** Ids of the events under a point of the map: its label, else marks within reach, else rings around it. */
export function eventsAt(map, marks, labels, point) {
  const label = labels.hits.find((box) => point.x >= box.x && point.x <= box.x + box.w && point.y >= box.y && point.y <= box.y + box.h);
  if (label) {
    return label.ids;
  }
  const shown = [...marks.values()].filter((mark) => !mark.hidden);
  const spots = (event) => [event, ...(event.released || [])].map(({ at }) => map.latLngToContainerPoint(latLng(at)));
  const near = shown.filter(({ event }) => spots(event).some((spot) => spot.distanceTo(point) <= FINGER_PX));
  const found = near.length ? near : shown.filter(({ event }) => holds(map, event, point));
  return found.map(({ event }) => event.id);
}

/** Arrows walk the events that are offered. */
function walk(list) {
  list.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] || 0;
    const next = step && buttons[buttons.indexOf(document.activeElement) + step];
    if (step) {
      event.preventDefault();
      event.stopPropagation();
      next?.focus();
    }
  });
}

function chooser(ids, marks, open) {
  const list = document.createElement("ul");
  list.className = "chooser";
  for (const id of ids) {
    const { event } = marks.get(id);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${event.title} – ${event.date}`;
    button.addEventListener("click", () => open(id));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  walk(list);
  return list;
}

/** Opens events by clicking the map; several at one spot are offered as a list. */
export function enablePicking(map, marks, labels, words, open) {
  const container = map.getContainer();
  map.on("mousemove", ({ containerPoint }) => {
    container.classList.toggle("can-pick", eventsAt(map, marks, labels, containerPoint).length > 0);
  });
  map.on("popupclose", ({ popup }) => {
    if (document.activeElement === document.body || popup.getElement()?.contains(document.activeElement)) {
      container.focus({ preventScroll: true });
    }
  });
  container.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector(".leaflet-popup.several")) {
      event.preventDefault();
      map.closePopup();
    }
  });
  map.on("click", ({ containerPoint, latlng }) => {
    const ids = eventsAt(map, marks, labels, containerPoint);
    if (ids.length === 1) {
      open(ids[0]);
    } else if (ids.length > 1) {
      const popup = L.popup({ className: "several", closeButton: true, minWidth: 220 });
      popup.setLatLng(latlng).setContent(chooser(ids, marks, (id) => { map.closePopup(); open(id); })).openOn(map);
      popup.getElement().querySelector("button").focus();
    }
  });
}
