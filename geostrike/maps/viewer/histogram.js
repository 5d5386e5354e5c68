// What both timelines draw and move: bars, an axis of dates, and a range of days with two handles; knows no event.

import { ticksOf } from "./bins.js";
import { dayText, tickTexts } from "./days.js";
import { svgNode } from "./svg.js";

/** Draws a bar for each bin that is not empty; bars of `high` pixels stand on `base`, none is lower than `least`. */
export function drawBars(svg, edges, counts, { x, top, className, high, base, least }) {
  counts.forEach((n, bin) => {
    if (n) {
      const [left, right] = [x(edges[bin]), x(edges[bin + 1])];
      const tall = Math.max((n / Math.max(top, 1)) * high, least);
      svg.append(svgNode("rect", { class: className, x: left + 0.5, width: Math.max(right - left - 1, 1), y: base - tall, height: tall }));
    }
  });
}

/** Draws the axis at `base` and its dates on the line `text`. */
export function drawAxis(svg, { first, last }, { x, months, width, base, text }) {
  const ticks = ticksOf(first, last, Math.floor(width / 64));
  svg.append(svgNode("line", { class: "axis", x1: 0, x2: width, y1: base, y2: base }));
  tickTexts(ticks, months).forEach((date, at) => {
    const place = Math.min(Math.max(x(ticks[at].day), 2), width - 2);
    const anchor = place < 30 ? "start" : place > width - 30 ? "end" : "middle";
    svg.append(svgNode("text", { x: place, y: text, "text-anchor": anchor }, date));
  });
}

function handle(name, label) {
  const element = document.createElement("div");
  element.className = `brush-handle ${name}`;
  element.tabIndex = 0;
  element.setAttribute("role", "slider");
  element.setAttribute("aria-label", label);
  return element;
}

/** Lets a pointer pull a handle, or a new range from where it goes down. */
function enablePull(plot, handles, { range, edgeAt, setRange }) {
  const offset = (moved) => moved.clientX - plot.getBoundingClientRect().left;
  plot.addEventListener("pointerdown", (event) => {
    const at = handles.indexOf(event.target);
    const start = at >= 0 ? range()[1 - at] : edgeAt(offset(event));
    const pull = (moved) => {
      const here = edgeAt(offset(moved));
      if (here !== start) {
        setRange(Math.min(start, here), Math.max(start, here));
      }
    };
    const release = () => plot.removeEventListener("pointermove", pull);
    plot.setPointerCapture(event.pointerId);
    plot.addEventListener("pointermove", pull);
    plot.addEventListener("pointerup", release, { once: true });
    plot.addEventListener("pointercancel", release, { once: true });
  });
}

/** Lets keys move a handle from edge to edge; the two never meet. */
function enableKeys(handles, edges, { range, setRange }) {
  const keys = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5, Home: -edges.length, End: edges.length };
  const move = (at, by) => {
    const ends = range();
    const here = edges.findIndex((edge) => edge >= ends[at]);
    const next = edges[Math.min(Math.max((here < 0 ? edges.length - 1 : here) + by, 0), edges.length - 1)];
    ends[at] = at ? Math.max(next, edges.find((edge) => edge > ends[0])) : Math.min(next, edges.findLast((edge) => edge < ends[1]));
    setRange(...ends);
  };
  handles.forEach((element, at) => element.addEventListener("keydown", (event) => {
    if (event.key in keys) {
      event.preventDefault();
      move(at, keys[event.key]);
    }
  }));
}

/**
 * Lays a range with two handles over `plot`.
 *
 * `chosen()` gives its days as `{ from, to }`, null for an open end; `choose({ from, to })` hears of a move.
 * Gives `x(day)` in pixels, and `place()`, which moves the handles and tells the first and last day shown.
 */
export function enableRange(plot, { edges, first, last }, words, { chosen, choose }) {
  const [begin, end] = [edges[0], edges.at(-1)];
  const handles = [handle("earliest", words.timeline_earliest), handle("latest", words.timeline_latest)];
  const shade = document.createElement("div");
  shade.className = "brush-shade";
  plot.append(shade, ...handles);

  const x = (day) => ((day - begin) / (end - begin)) * plot.clientWidth;
  const dayAt = (px) => begin + (px / plot.clientWidth) * (end - begin);
  const edgeAt = (px) => edges.reduce((best, edge) => (Math.abs(edge - dayAt(px)) < Math.abs(best - dayAt(px)) ? edge : best));
  const range = () => [chosen().from ?? begin, chosen().to === null ? end : chosen().to + 1];
  const setRange = (from, to) => choose({ from: from <= begin ? null : from, to: to >= end ? null : to - 1 });

  function place() {
    const [from, to] = range();
    const shown = [Math.max(from, first), Math.min(to - 1, last)].map((day) => dayText(day, words.months));
    shade.style.insetInlineStart = `${x(from)}px`;
    shade.style.inlineSize = `${x(to) - x(from)}px`;
    [from, to].forEach((day, at) => {
      const [least, most] = at ? [from, end - 1] : [begin, to - 1];
      handles[at].style.insetInlineStart = `${x(day)}px`;
      const values = { now: at ? day - 1 : day, min: least, max: most, text: shown[at] };
      Object.entries(values).forEach(([name, value]) => handles[at].setAttribute(`aria-value${name}`, value));
    });
    return { first: shown[0], last: shown[1] };
  }

  enableKeys(handles, edges, { range, setRange });
  enablePull(plot, handles, { range, edgeAt, setRange });
  return { x, place };
}
