// The timeline of many events: a histogram with a brush; a date that reaches over bins is a line of its true length.

import { countBins, edgesOf, ticksOf } from "./bins.js";
import { dayText, tickTexts } from "./days.js";
import { svgNode } from "./svg.js";
import { fill } from "./tools.js";

const BARS_PX = 56;
const SPANS_PX = 18;
const AXIS_PX = 18;
const SPAN_PX = 3;
const TOP = BARS_PX + 2;

function drawBars(svg, edges, counts, { x, top, className }) {
  const most = Math.max(top, 1);
  counts.forEach((n, bin) => {
    if (n) {
      const [left, right] = [x(edges[bin]), x(edges[bin + 1])];
      const high = Math.max((n / most) * BARS_PX, 2);
      svg.append(svgNode("rect", { class: className, x: left + 0.5, width: Math.max(right - left - 1, 1), y: TOP - high, height: high }));
    }
  });
}

function drawSpans(svg, wide, x, shown) {
  const room = Math.floor(SPANS_PX / (SPAN_PX + 1));
  wide.forEach(([from, to], at) => {
    const y = TOP + 4 + (at % room) * (SPAN_PX + 1);
    svg.append(svgNode("line", { class: shown ? "wide shown" : "wide", x1: x(from), x2: x(to + 1), y1: y, y2: y }));
  });
}

function drawAxis(svg, first, last, { x, months, width }) {
  const ticks = ticksOf(first, last, Math.floor(width / 64));
  svg.append(svgNode("line", { class: "axis", x1: 0, x2: width, y1: TOP, y2: TOP }));
  tickTexts(ticks, months).forEach((text, at) => {
    const place = Math.min(Math.max(x(ticks[at].day), 2), width - 2);
    const anchor = place < 30 ? "start" : place > width - 30 ? "end" : "middle";
    svg.append(svgNode("text", { x: place, y: TOP + SPANS_PX + 14, "text-anchor": anchor }, text));
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

/** Draws the histogram into `plot`; its brush sets the store's days. */
export function enableBrush(store, plot, words) {
  const days = store.rows.map((row) => row.days);
  const [first, last] = [Math.min(...days.map(([from]) => from)), Math.max(...days.map(([, to]) => to))];
  const { edges } = edgesOf(first, last);
  const [begin, end] = [edges[0], edges.at(-1)];
  const span = document.getElementById("timeline-span");
  const handles = [handle("earliest", words.timeline_earliest), handle("latest", words.timeline_latest)];
  const shade = document.createElement("div");
  shade.className = "brush-shade";
  let svg = svgNode("svg", {});
  plot.classList.add("brush");
  plot.append(svg, shade, ...handles);
  span.hidden = false;

  const x = (day) => ((day - begin) / (end - begin)) * plot.clientWidth;
  const dayAt = (px) => begin + (px / plot.clientWidth) * (end - begin);
  const edgeAt = (px) => edges.reduce((best, edge) => (Math.abs(edge - dayAt(px)) < Math.abs(best - dayAt(px)) ? edge : best));
  const range = () => [store.state.from ?? begin, store.state.to === null ? end : store.state.to + 1];

  function setRange(from, to) {
    store.set({ from: from <= begin ? null : from, to: to >= end ? null : to - 1 });
  }

  function draw() {
    const width = plot.clientWidth;
    if (!width) {
      return;
    }
    const passing = countBins(edges, store.apartFromDays().map((row) => row.days));
    const all = countBins(edges, days);
    const top = Math.max(...all.counts);
    const fresh = svgNode("svg", { width, height: TOP + SPANS_PX + AXIS_PX, "aria-hidden": "true" });
    drawBars(fresh, edges, all.counts, { x, top, className: "bar-all" });
    drawBars(fresh, edges, passing.counts, { x, top, className: "bar-shown" });
    drawSpans(fresh, passing.wide, x, true);
    drawAxis(fresh, first, last, { x, months: words.months, width });
    svg.replaceWith(fresh);
    svg = fresh;
    place();
  }

  function place() {
    const [from, to] = range();
    const shown = [Math.max(from, first), Math.min(to - 1, last)].map((day) => dayText(day, words.months));
    shade.style.insetInlineStart = `${x(from)}px`;
    shade.style.inlineSize = `${x(to) - x(from)}px`;
    [from, to].forEach((day, at) => {
      const other = at ? [from + 1, end] : [begin, to - 1];
      handles[at].style.insetInlineStart = `${x(day)}px`;
      const values = { now: at ? day - 1 : day, min: at ? other[0] - 1 : other[0], max: at ? other[1] - 1 : other[1], text: shown[at] };
      Object.entries(values).forEach(([name, value]) => handles[at].setAttribute(`aria-value${name}`, value));
    });
    span.textContent = fill(words.timeline_bar, { first: shown[0], last: shown[1], n: store.shown.size });
  }

  function move(at, by) {
    const ends = range();
    const here = edges.findIndex((edge) => edge >= ends[at]);
    const next = edges[Math.min(Math.max((here < 0 ? edges.length - 1 : here) + by, 0), edges.length - 1)];
    ends[at] = at ? Math.max(next, edges[edges.findIndex((edge) => edge > ends[0])]) : Math.min(next, edges.findLast((edge) => edge < ends[1]));
    setRange(...ends);
  }

  const keys = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5, Home: -edges.length, End: edges.length };
  handles.forEach((element, at) =>
    element.addEventListener("keydown", (event) => {
      if (event.key in keys) {
        event.preventDefault();
        move(at, keys[event.key]);
      }
    }));

  const offset = (event) => event.clientX - plot.getBoundingClientRect().left;

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
  new ResizeObserver(draw).observe(plot);
  store.listen(draw);
}
