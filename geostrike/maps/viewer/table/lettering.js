// Letters place and date beside single events, where they are few; their words come from afar.

import { firstFree, positions } from "../layout.js";
import { letter } from "./ground.js";

const FEW = 22;
const NAME = "600 12.5px";
const TURNED = /[\u0590-\u08ff]/u; // a letter of a script that runs from right to left
const [GAP, FAR] = [10, 60]; // pixels between a mark and its label, and at most where its ring is large

function place(context, { x, y, ring = 0 }, [name, date], taken, frame) {
  context.font = `${NAME} system-ui, sans-serif`;
  const wide = Math.max(context.measureText(name).width, context.measureText(date).width) + 4;
  const box = firstFree(positions({ x, y }, { w: wide, h: 30 }, Math.max(GAP, Math.min(ring + 4, FAR))), taken, frame);
  if (box) {
    taken.push(box);
    const lines = [[name, 12, { font: NAME, ink: "#1d2329" }], [date, 26, { font: "12px", ink: "#3d464e" }]];
    for (const [text, below, look] of lines) {
      context.direction = TURNED.test(text) ? "rtl" : "ltr";
      context.textAlign = "left";
      letter(context, text, box.x, box.y + below, look);
    }
    context.direction = "inherit";
    context.textAlign = "start";
  }
}

/** A function that letters events {x, y, row} between other marks; `wordsOf(rows)` brings [row, name, date] of each. */
export function createLettering(wordsOf, redraw) {
  const known = new Map();
  let wanted = "";

  async function ask(rows, zoom) {
    const asked = `${zoom} ${rows.join(" ")}`;
    if (rows.length && asked !== wanted) {
      wanted = asked;
      const found = await wordsOf(rows);
      found.forEach(([row, ...lines]) => known.set(row, lines));
      wanted = found.length ? wanted : "";
      if (found.length) {
        redraw();
      }
    }
  }

  return (context, frame, { events, taken, zoom }) => {
    if (events.length > FEW) {
      return;
    }
    events.filter(({ row }) => known.has(row)).forEach((event) => place(context, event, known.get(event.row), taken, frame));
    ask(events.map(({ row }) => row).filter((row) => !known.has(row)), zoom);
  };
}
