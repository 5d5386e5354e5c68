// The timeline of a few events: a dated strip, each event where its date puts it, walked one by one in order.

import { rowsOf, ticksOf } from "./bins.js";
import { dayText, tickTexts } from "./days.js";
import { GLYPHS } from "./glyphs.js";
import { svgNode } from "./svg.js";

const ROW_PX = 13;
const MOST_PX = 66; // higher piles are pushed together
const MARK_PX = 12;
const EDGE_PX = 12;
const AXIS_PX = 18;

function scale(first, last, width) {
  const long = Math.max(last - first, 1);
  return (day) => EDGE_PX + ((day - first) / long) * (width - 2 * EDGE_PX);
}

function drawAxis(svg, { first, last, x, y, months, width }) {
  svg.append(svgNode("line", { class: "axis", x1: 0, x2: width, y1: y, y2: y }));
  const ticks = ticksOf(first, last, Math.floor(width / 70));
  tickTexts(ticks, months).forEach((text, at) => {
    const place = x(ticks[at].day);
    const anchor = place < 30 ? "start" : place > width - 30 ? "end" : "middle";
    svg.append(svgNode("line", { class: "axis", x1: place, x2: place, y1: y, y2: y + 4 }));
    svg.append(svgNode("text", { x: Math.min(Math.max(place, 2), width - 2), y: y + 15, "text-anchor": anchor }, text));
  });
}

function drawEvent({ entry, days }, row, { x, y, pitch }) {
  const [from, to] = days.map(x);
  const middle = y - ROW_PX / 2 - row * pitch - 2;
  const group = svgNode("g", { class: `when-mark ep${entry.style}`, "data-id": entry.id });
  if (to - from > 1) {
    group.append(svgNode("line", { class: "when-span", x1: from, x2: to, y1: middle, y2: middle }));
  }
  const corner = `translate(${(from + to) / 2 - MARK_PX / 2} ${middle - MARK_PX / 2}) scale(${MARK_PX / 16})`;
  group.append(svgNode("path", { class: "glyph", d: GLYPHS[entry.style], transform: corner }));
  return group;
}

/** Draws the strip into `plot` and lets the reader walk it; `choose(id)` tells the map and list, `open(id)` the card. */
export function enableStrip(store, plot, months, { choose, open }) {
  const rows = [...store.rows].sort((a, b) => a.days[0] - b.days[0] || a.days[1] - b.days[1]);
  const [back, on, at] = ["step-back", "step-on", "step-at"].map((id) => document.getElementById(id));
  const [first, last] = [Math.min(...rows.map(({ days }) => days[0])), Math.max(...rows.map(({ days }) => days[1]))];
  let here = null;

  const walk = () => rows.filter(({ entry }) => store.shown.has(entry.id));

  function draw() {
    const width = plot.clientWidth;
    if (!width) {
      return;
    }
    const x = scale(first, last, width);
    const levels = rowsOf(rows.map(({ days }) => [x(days[0]), Math.max(x(days[1]), x(days[0]) + MARK_PX - 1)]), 1);
    const highest = Math.max(...levels);
    const pitch = Math.min(ROW_PX, MOST_PX / Math.max(highest, 1));
    const y = highest * pitch + ROW_PX + 6;
    const svg = svgNode("svg", { width, height: y + AXIS_PX, "aria-hidden": "true", class: "strip-plot" });
    drawAxis(svg, { first, last, x, y, months, width });
    svg.append(...rows.map((row, n) => drawEvent(row, levels[n], { x, y, pitch })));
    plot.replaceChildren(svg);
    mark();
  }

  function mark() {
    for (const group of plot.querySelectorAll(".when-mark")) {
      group.classList.toggle("gone", !store.shown.has(group.dataset.id));
      group.classList.toggle("here", group.dataset.id === here);
    }
    const shown = walk();
    const place = shown.findIndex(({ entry }) => entry.id === here);
    back.disabled = place === 0 || shown.length === 0;
    on.disabled = place === shown.length - 1 || shown.length === 0;
    at.textContent = place < 0 ? dates(shown) : `${dates([shown[place]])} · ${shown[place].entry.text[0]}`;
    at.href = place < 0 ? "#list" : `#event-${here}`;
  }

  function dates(shown) {
    if (!shown.length) {
      return "";
    }
    const ends = [Math.min(...shown.map(({ days }) => days[0])), Math.max(...shown.map(({ days }) => days[1]))];
    return [...new Set(ends)].map((day) => dayText(day, months)).join(" – ");
  }

  function go(id) {
    here = id;
    mark();
    choose(id);
  }

  function step(by) {
    const shown = walk();
    const place = shown.findIndex(({ entry }) => entry.id === here);
    const next = shown[place < 0 ? (by > 0 ? 0 : shown.length - 1) : place + by];
    if (next) {
      go(next.entry.id);
    }
  }

  back.addEventListener("click", () => step(-1));
  on.addEventListener("click", () => step(1));
  document.getElementById("steps").addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      step(event.key === "ArrowRight" ? 1 : -1);
    }
  });
  plot.addEventListener("click", ({ target }) => {
    const group = target instanceof Element && target.closest(".when-mark:not(.gone)");
    if (group) {
      (group.dataset.id === here ? open : go)(group.dataset.id);
    }
  });
  document.getElementById("steps").hidden = false;
  new ResizeObserver(draw).observe(plot);
  store.listen(mark);
  return { follow(id) { here = id; mark(); } };
}
