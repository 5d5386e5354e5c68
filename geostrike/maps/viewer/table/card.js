// Makes the card of an event; every text from the table is set as text. geostrike/maps/table/cards.py writes the same.

import { fill } from "../tools.js";
import { valueName } from "./facets.js";
import { spoken } from "./dates.js";

const WEB = /^https?:\/\/[^\s<>"'`\\@]+$/u;
const PEOPLE = ["killed", "killed_civilian", "injured"];
const KNOWN = ["draft", "reported", "confirmed", "disputed", "retracted"];

function node(name, className, ...children) {
  const element = document.createElement(name);
  if (className) {
    element.className = className;
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  if (children.some((child) => typeof child === "string")) {
    element.dir = "auto";
  }
  return element;
}

/** An address if it is a plain http or https one, else nothing. */
export function webAddress(text) {
  try {
    return WEB.test(text) && new URL(text).username === "" ? text : "";
  } catch {
    return "";
  }
}

function grouped(number) {
  return number && Number(number).toLocaleString("en", { maximumFractionDigits: 3 });
}

/** A range as printed; what is not given is not known, never 0. */
export function figures(low, high, words) {
  const [least, most] = [grouped(low), grouped(high)];
  if (least && most) {
    return least === most ? least : fill(words.range, { low: least, high: most });
  }
  if (least) {
    return fill(words.at_least, { low: least });
  }
  return most ? fill(words.up_to, { high: most }) : words.people_unknown;
}

/** A length in metres or kilometres, as geostrike/maps/wording.py writes a radius. */
export function radiusText(metres, words) {
  if (Math.round(metres) < 1000) {
    return fill(words.metres, { n: Math.round(metres) });
  }
  const km = metres / 1000;
  return fill(words.kilometres, { n: km < 99.95 ? km.toFixed(1).replace(/\.0$/u, "") : Math.round(km).toLocaleString("en") });
}

/** Coordinates with as many digits as the radius can bear. */
export function coordinates(lon, lat, radius, words) {
  const digits = Math.min(Math.max(Math.ceil(Math.log10(55660 / radius)), 0), 6);
  const one = (value, [plus, minus]) => fill(words.degrees, { n: Math.abs(value).toFixed(digits), side: value >= 0 ? plus : minus });
  return [one(lat, [words.north, words.south]), one(lon, [words.east, words.west])].join(words.comma);
}

function sharpness(radius, name, words) {
  if (!radius) {
    return words.precision_unknown;
  }
  const text = fill(radius <= 100 ? words.precision_exact : words.precision_around, { radius: radiusText(radius, words) });
  return name && name !== "unknown" ? fill(words.precision_class, { text, name }) : text;
}

/** Where an event happened in words, or why there are none. */
export function placeOf(event, head) {
  const { words } = head;
  const country = event.country ? valueName(head, "country", event.country) : "";
  return [event.place, country].filter(Boolean).join(words.comma)
    || (event.held ? words.place_held : event.row < head.placed ? words.place_unnamed : words.place_unknown);
}

/** When it happened, in words. */
export function dateOf({ date, date_end: end }, { words }) {
  if (!date) {
    return words.date_unknown;
  }
  return spoken(end && !date.includes("/") ? `${date}/${end}` : date, words.months);
}

function section(title, facts) {
  const list = node("dl", "facts", ...facts.flatMap(([name, value]) => [node("dt", "", name), node("dd", "", value)]));
  return node("section", "", node("h4", "", title), list);
}

function where(event, spot, { words, radii }) {
  if (!spot) {
    return [[words.precision, words.not_drawn]];
  }
  const radius = Number(event.radius_m) || radii[event.precision] || 0;
  return [[words.precision, sharpness(radius, event.precision, words)], [words.coordinates, coordinates(...spot, radius || 25000, words)]];
}

function people(event, words) {
  return PEOPLE.map((name) => [name, event[`${name}_low`] || "", event[`${name}_high`] || ""])
    .filter(([name, low, high]) => name !== "killed_civilian" || low || high)
    .map(([name, low, high]) => [words[name], figures(low, high, words)]);
}

function source({ source: name, source_url: url }, words) {
  const address = webAddress(url || "");
  if (!name && !address) {
    return null;
  }
  const shown = node(address ? "a" : "span", "", name || address);
  const host = address && name ? node("span", "muted", `(${new URL(address).hostname})`) : null;
  if (address) {
    shown.href = address;
    shown.rel = "noopener noreferrer";
  }
  const line = node("p", "evidence", shown, host);
  host?.before(" ");
  return node("section", "", node("h4", "", words.source), line);
}

/** The parts of a card; `spot` is [lon, lat] in degrees or null. */
export function cardOf(event, spot, head) {
  const { words } = head;
  const what = [event.category, event.kind].filter(Boolean).join(" · ");
  const status = event.status && node("span", "badge", KNOWN.includes(event.status) ? words[`status_${event.status}`] : event.status);
  return [
    what || status ? node("p", "kicker", what, status || "") : null,
    node("h3", "", event.title),
    node("p", "place", placeOf(event, head)),
    node("p", "when", dateOf(event, head)),
    event.summary ? node("p", "lead", event.summary) : null,
    section(words.where, where(event, spot, head)),
    section(words.people, people(event, words)),
    source(event, words),
  ].filter(Boolean);
}
