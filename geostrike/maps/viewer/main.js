// Starts the page: map, list, cards, search and timeline; and gives `window.geostrike` to whoever embeds it.

import { drawBasemap } from "./basemap.js";
import { enableBrush } from "./brush.js";
import { enableCards } from "./cards.js";
import { enableTaking } from "./copy.js";
import { readData } from "./data.js";
import { enableFrame } from "./frame.js";
import { Labels } from "./labels.js";
import { enableList } from "./list.js";
import { drawMarks, highlight, showMarks } from "./marks.js";
import { enablePicking } from "./pick.js";
import { enableRoute } from "./route.js";
import { changeOf, createStore } from "./store.js";
import { enableStrip } from "./strip.js";
import { enableTools } from "./tools.js";
import { enableView, makeMap } from "./view.js";

const FEW = 20;

function enableTimeline(store, words, acts) {
  const plot = document.getElementById("timeline-plot");
  if (!plot) {
    return null;
  }
  return store.entries.length < FEW ? enableStrip(store, plot, words.months, acts) : enableBrush(store, plot, words);
}

function drawMap(map, data, store) {
  drawBasemap(map, data.base);
  const marks = drawMarks(map, data.events);
  const labels = new Labels(data.base, marks, data.words).addTo(map);
  store.listen(({ shown }) => {
    showMarks(marks, ({ id }) => shown.has(id));
    labels.redraw();
  });
  return { marks, labels };
}

/** Brings a page made by ReportMap to life. */
export function start() {
  document.body.classList.add("js");
  const data = readData("geostrike-data");
  const { words } = data;
  const store = createStore(data.index, data.facets);
  const map = makeMap(data);
  let route = null;
  const view = enableView(map, data, () => route?.view());
  const cards = enableCards(store, words, {
    onOpen(id) {
      timeline?.follow?.(id);
      choose(id, view.to);
      route?.card();
    },
    onClose() {
      highlight(marks, null);
      route?.card();
    },
  });
  const list = enableList(store, cards.open);
  enableTools(store, words, list, cards.close);
  const timeline = enableTimeline(store, words, {
    choose(id) {
      choose(id, view.near);
      list.mark(id);
    },
    open: cards.open,
  });
  view.whole();
  const { marks, labels } = drawMap(map, data, store);

  function choose(id, move) {
    highlight(marks, id);
    if (marks.has(id)) {
      move(marks.get(id));
    }
  }

  enablePicking(map, marks, labels, words, cards.open);
  enableFrame(map, view, cards.close);
  enableTaking(words);
  route = enableRoute(store, cards, view);
  const filter = (spec) => store.set(changeOf(spec || {}, store.facets));
  window.geostrike = { ready: true, map, open: cards.open, filter, version: data.version };
}
