// The page's state as the fragment of its address, and back; pure.

import { dayOf } from "./store.js";
import { isoOf } from "./bins.js";

const CARD = "event-";

function placeOf(view) {
  return view ? `${view.lat.toFixed(4)},${view.lon.toFixed(4)},${Number(view.zoom.toFixed(2))}` : "";
}

/** State {card, query, from, to, chosen, view} as a fragment without its #; "all" where there is nothing to keep. */
export function encode({ card = null, query = "", from = null, to = null, chosen = {}, view = null }) {
  const given = {
    q: encodeURIComponent(query.trim()),
    ...Object.fromEntries(Object.entries(chosen).map(([key, values]) => [key, values.map(encodeURIComponent).join(",")])),
    from: from === null ? "" : isoOf(from),
    to: to === null ? "" : isoOf(to),
    at: placeOf(view),
  };
  const parts = Object.entries(given).filter(([, text]) => text).map(([key, text]) => `${key}=${text}`);
  return [card === null ? "all" : CARD + card, ...parts].join("&");
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function dayIn(text) {
  const day = /^\d{4}-\d{2}-\d{2}$/u.test(text || "") ? dayOf(text) : NaN;
  return Number.isFinite(day) ? day : null;
}

function viewIn(text) {
  const [lat, lon, zoom, ...more] = (text || "").split(",").map(Number);
  const sound = more.length === 0 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 22;
  return sound ? { lat, lon, zoom } : null;
}

/** The state that a fragment stands for; what cannot be read is left out, never guessed. */
export function decode(fragment, facets) {
  const [head, ...parts] = fragment.replace(/^#/u, "").split("&");
  const given = Object.fromEntries(parts.map((part) => [part.slice(0, Math.max(part.indexOf("="), 0)), part.slice(part.indexOf("=") + 1)]));
  const name = decoded(head);
  return {
    card: name.startsWith(CARD) ? name.slice(CARD.length) : null,
    query: decoded(given.q || ""),
    from: dayIn(given.from),
    to: dayIn(given.to),
    chosen: Object.fromEntries(facets.map((key) => [key, (given[key] || "").split(",").map(decoded).filter(Boolean)])),
    view: viewIn(given.at),
  };
}
