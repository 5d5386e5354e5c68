// The timeline of a table: a histogram with a brush of two handles, for pointer and keyboard.

import { ticksOf } from "../bins.js";
import { dayText, tickTexts } from "../days.js";
import { svgNode } from "../svg.js";
import { fill } from "../tools.js";

const BARS_PX = 44;
const AXIS_PX = 18;

function bars(svg, edges, counts, { x, top, className }) {
  counts.forEach((n, bin) => {
    if (n) {
      const [left, right] = [x(edges[bin]), x(edges[bin + 1])];
      const high = Math.max((n / Math.max(top, 1)) * BARS_PX, 1.5);
      svg.append(svgNode("rect", { class: className, x: left + 0.5, width: Math.max(right - left - 1, 1), y: BARS_PX + 2 - high, height: high }));
    }
  });
}

function axis(svg, { first, last }, { x, months, width }) {
  const ticks = ticksOf(first, last, Math.floor(width / 64));
  svg.append(svgNode("line", { class: "axis", x1: 0, x2: width, y1: BARS_PX + 2, y2: BARS_PX + 2 }));
  tickTexts(ticks, months).forEach((text, at) => {
    const place = Math.min(Math.max(x(ticks[at].day), 2), width - 2);
    const anchor = place < 30 ? "start" : place > width - 30 ? "end" : "middle";
    svg.append(svgNode("text", { x: place, y: BARS_PX + 16, "text-anchor": anchor }, text));
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

/** Lets a pointer pull a handle, or a new span from where it goes down; `setRange(from, to)` hears of it. */
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

/** Draws the histogram; `change({from, to})` narrows the days, `show(state, result)` follows. */
export function enableTimeline({ edges, first, last }, words, change) {
  const section = document.getElementById("timeline");
  const plot = document.getElementById("timeline-plot");
  const span = document.getElementById("timeline-span");
  if (edges.length < 3) {
    return { show() {} };
  }
  section.hidden = false;
  const [begin, end] = [edges[0], edges.at(-1)];
  const handles = [handle("earliest", words.timeline_earliest), handle("latest", words.timeline_latest)];
  const shade = document.createElement("div");
  shade.className = "brush-shade";
  let svg = svgNode("svg", {});
  let now = { from: null, to: null };
  let all = null;
  let result = null;
  plot.append(svg, shade, ...handles);

  const x = (day) => ((day - begin) / (end - begin)) * plot.clientWidth;
  const dayAt = (px) => begin + (px / plot.clientWidth) * (end - begin);
  const edgeAt = (px) => edges.reduce((best, edge) => (Math.abs(edge - dayAt(px)) < Math.abs(best - dayAt(px)) ? edge : best));
  const range = () => [now.from ?? begin, now.to === null ? end : now.to + 1];

  function setRange(from, to) {
    now = { from: from <= begin ? null : from, to: to >= end ? null : to - 1 };
    place();
    change(now);
  }

  function draw() {
    const width = plot.clientWidth;
    if (!width || !result) {
      return;
    }
    const fresh = svgNode("svg", { width, height: BARS_PX + AXIS_PX + 2, "aria-hidden": "true" });
    const top = Math.max(...all);
    bars(fresh, edges, all, { x, top, className: "bar-all" });
    bars(fresh, edges, result.histogram, { x, top, className: "bar-shown" });
    axis(fresh, { first, last }, { x, months: words.months, width });
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
      const [least, most] = at ? [from, end - 1] : [begin, to - 1];
      handles[at].style.insetInlineStart = `${x(day)}px`;
      const values = { now: at ? day - 1 : day, min: least, max: most, text: shown[at] };
      Object.entries(values).forEach(([name, value]) => handles[at].setAttribute(`aria-value${name}`, value));
    });
    span.textContent = fill(words.timeline_bar, { first: shown[0], last: shown[1] });
  }

  enableKeys(handles, edges, { range, setRange });
  enablePull(plot, handles, { range, edgeAt, setRange });
  new ResizeObserver(draw).observe(plot);

  return {
    show(state, answer) {
      now = { from: state.from, to: state.to };
      result = answer;
      all ??= answer.histogram;
      draw();
    },
  };
}
