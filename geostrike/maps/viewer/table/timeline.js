// The timeline of a table: a histogram with a brush of two handles, for pointer and keyboard.

import { drawAxis, drawBars, enableRange } from "../histogram.js";
import { svgNode } from "../svg.js";
import { fill } from "../tools.js";

const BARS_PX = 44;
const AXIS_PX = 18;
const BASE = BARS_PX + 2;

/** Draws the histogram; `change({from, to})` narrows the days, `show(state, result)` follows. */
export function enableTimeline({ edges, first, last }, words, change) {
  const section = document.getElementById("timeline");
  const plot = document.getElementById("timeline-plot");
  const span = document.getElementById("timeline-span");
  if (edges.length < 3) {
    return { show() {} };
  }
  section.hidden = false;
  let svg = svgNode("svg", {});
  let now = { from: null, to: null };
  let all = null;
  let result = null;
  plot.append(svg);
  const choose = (range) => {
    now = range;
    tell();
    change(now);
  };
  const { x, place } = enableRange(plot, { edges, first, last }, words, { chosen: () => now, choose });

  function tell() {
    span.textContent = fill(words.timeline_bar, place());
  }

  function draw() {
    const width = plot.clientWidth;
    if (!width || !result) {
      return;
    }
    const fresh = svgNode("svg", { width, height: BASE + AXIS_PX, "aria-hidden": "true" });
    const bars = { x, top: Math.max(...all), high: BARS_PX, base: BASE, least: 1.5 };
    drawBars(fresh, edges, all, { ...bars, className: "bar-all" });
    drawBars(fresh, edges, result.histogram, { ...bars, className: "bar-shown" });
    drawAxis(fresh, { first, last }, { x, months: words.months, width, base: BASE, text: BASE + 14 });
    svg.replaceWith(fresh);
    svg = fresh;
    tell();
  }

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
