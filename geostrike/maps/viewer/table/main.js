// Starts the page of an events table: the map as soon as positions are there, then filters, list and cards.

import { readData } from "../data.js";
import { enableFrame } from "../frame.js";
import { enableView, makeMap } from "../view.js";
import { dateOf } from "./card.js";
import { createFacts, shorten } from "./facts.js";
import { addGround, namesOf } from "./ground.js";
import { farStore } from "./line.js";
import { addMarks } from "./marks.js";
import { createPage, nothingChosen } from "./page.js";
import { createStore } from "./store.js";
import { openText } from "./unpack.js";
import workerSource from "./store.worker.js";

function linesIn(name) {
  const element = document.getElementById(`geostrike-${name}`);
  const lines = element.textContent.slice(2, -2).split('",\n"'); // a JSON array of texts without a sign to escape
  element.textContent = "";
  return lines;
}

const parsed = () => new Promise((resolve) => {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", resolve, { once: true });
  } else {
    resolve();
  }
});

const painted = () => new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
});

function fail(head, error) {
  document.getElementById("rows-note").textContent = head.words.failed;
  throw error;
}

/** Shows the map, and gives what the page is made of. */
async function showMap(head, map, store) {
  const [places, base] = await Promise.all([store.places(linesIn("places")), openText(linesIn("ground")[0])]);
  const ground = JSON.parse(base);
  addGround(map, ground);
  const facts = createFacts(head);
  const marks = addMarks(map, places, facts, namesOf(ground, head));
  await painted();
  document.body.classList.add("painted");
  return { places, facts, marks };
}

async function begin(head, map) {
  const store = farStore(workerSource, createStore());
  let page = null;
  const view = enableView(map, head, () => page?.moved());
  map.setMinZoom(2);
  view.whole();
  const { places, facts, marks } = await showMap(head, map, store);
  await parsed();
  const opened = await store.columns(head, linesIn("columns"));
  facts.learn(opened.codes);
  marks.layer.redraw();
  await store.texts(linesIn("texts"));
  facts.words = (rows) => store.rows(rows).then((events) => events.map((event) => [event.row, shorten(event.place || event.title), dateOf(event, head)]));
  const first = await store.query(nothingChosen(head.facets));
  page = createPage({ head, store, map, view, places, marks, opened, first });
  enableFrame(map, view, page.shut);
  await page.follow();
  return page;
}

/** Brings the page of an events table to life. */
export function start() {
  document.body.classList.add("js");
  const head = readData("geostrike-data");
  document.getElementById("static")?.setAttribute("hidden", "");
  const map = makeMap(head);
  const page = begin(head, map).catch((error) => fail(head, error));
  window.geostrike = {
    ready: page.then(() => true),
    map,
    open: (id) => page.then(({ open }) => open(id)),
    filter: (spec) => page.then(({ filter }) => filter(spec)),
    version: head.version,
  };
  page.then(() => {
    window.geostrike.ready = true;
  });
}
