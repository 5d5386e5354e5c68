// The timeline of many events: a histogram with a brush; a date that reaches over bins is a line of its true length.

import { countBins, edgesOf } from "./bins.js";
import { drawAxis, drawBars, enableRange } from "./histogram.js";
import { svgNode } from "./svg.js";
import { fill } from "./tools.js";

const BARS_PX = 56;
const SPANS_PX = 18;
const AXIS_PX = 18;
const SPAN_PX = 3;
const TOP = BARS_PX + 2;

function drawSpans(svg, wide, x) {
  const room = Math.floor(SPANS_PX / (SPAN_PX + 1));
  wide.forEach(([from, to], at) => {
    const y = TOP + 4 + (at % room) * (SPAN_PX + 1);
    svg.append(svgNode("line", { class: "wide shown", x1: x(from), x2: x(to + 1), y1: y, y2: y }));
  });
}

/** Draws the histogram into `plot`; its brush sets the store's days. */
export function enableBrush(store, plot, words) {
  const days = store.rows.map((row) => row.days);
  const [first, last] = [Math.min(...days.map(([from]) => from)), Math.max(...days.map(([, to]) => to))];
  const { edges } = edgesOf(first, last);
  const span = document.getElementById("timeline-span");
  let svg = svgNode("svg", {});
  plot.classList.add("brush");
  plot.append(svg);
  span.hidden = false;
  const { x, place } = enableRange(plot, { edges, first, last }, words, { chosen: () => store.state, choose: (range) => store.set(range) });

  function draw() {
    const width = plot.clientWidth;
    if (!width) {
      return;
    }
    const passing = countBins(edges, store.apartFromDays().map((row) => row.days));
    const all = countBins(edges, days);
    const bars = { x, top: Math.max(...all.counts), high: BARS_PX, base: TOP, least: 2 };
    const fresh = svgNode("svg", { width, height: TOP + SPANS_PX + AXIS_PX, "aria-hidden": "true" });
    drawBars(fresh, edges, all.counts, { ...bars, className: "bar-all" });
    drawBars(fresh, edges, passing.counts, { ...bars, className: "bar-shown" });
    drawSpans(fresh, passing.wide, x);
    drawAxis(fresh, { first, last }, { x, months: words.months, width, base: TOP, text: TOP + SPANS_PX + 14 });
    svg.replaceWith(fresh);
    svg = fresh;
    span.textContent = fill(words.timeline_bar, { ...place(), n: store.shown.size });
  }

  new ResizeObserver(draw).observe(plot);
  store.listen(draw);
}
