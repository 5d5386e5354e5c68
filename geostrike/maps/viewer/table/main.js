// Starts the page of an events table: the map as soon as positions are there, then filters, list and cards.

import { decode, encode } from "../address.js";
import { readData } from "../data.js";
import { enableFrame } from "../frame.js";
import { changeOf } from "../store.js";
import { fill } from "../tools.js";
import { enableView, makeMap } from "../view.js";
import { cardOf, dateOf, placeOf } from "./card.js";
import { enableFacets } from "./facets.js";
import { addGround } from "./ground.js";
import { farStore } from "./line.js";
import { enableList } from "./list.js";
import { addMarks } from "./marks.js";
import { createStore } from "./store.js";
import { enableTimeline } from "./timeline.js";
import { openText } from "./unpack.js";
import workerSource from "./store.worker.js";

const PAUSE_MS = 300;
const CARD = "event-";
const BADGES = new Set(["disputed", "retracted", "draft"]);

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

/** Style and radius of a row, once its columns are there; and its words for a label. */
function factsOf(store, head) {
  let style = () => -1;
  let radius = () => Infinity;
  const facts = (row) => ({ style: style(row), radius: radius(row) });
  facts.words = async () => [];
  facts.learn = (codes) => {
    const styled = codes[head.styled];
    if (styled) {
      const styles = styled.distinct.map((value) => head.styles[value] ?? -1);
      style = (row) => styles[styled.codes[row]];
    }
    const [given, named] = [codes.radius_m, codes.precision];
    const metres = given?.distinct.map(Number);
    const classes = named?.distinct.map((name) => head.radii[name] || Infinity);
    radius = (row) => (metres && metres[given.codes[row]]) || (classes ? classes[named.codes[row]] : Infinity);
  };
  return facts;
}

function shorten(text) {
  return text.length > 34 ? `${text.slice(0, 33).trimEnd()}…` : text;
}

/** The page once its columns are open. */
function createPage({ head, store, map, view, places, marks, opened, first }) {
  const { words } = head;
  const spot = (row) => (row < head.placed ? [places.lon[row] / 1e6, places.lat[row] / 1e6] : null);
  const state = { query: "", from: null, to: null, chosen: Object.fromEntries(head.facets.map((name) => [name, []])), only: null };
  const [holder, card, bar, position, here, hereClear] = ["cards", "card", "card-bar", "card-position", "here", "here-clear"].map((id) => document.getElementById(id));
  const [close, earlier, later] = ["card-close", "card-earlier", "card-later"].map((id) => document.getElementById(id));
  let turn = 0;
  let current = null;
  let opener = null;
  let timer = 0;
  let written = location.hash;
  let following = false;

  const list = enableList({
    fetch: store.rows,
    open: (row) => open(row),
    say: (event) => ({
      title: event.title,
      meta: `${dateOf(event, head)} · ${placeOf(event, head)}`,
      badge: BADGES.has(event.status) ? words[`status_${event.status}`] : "",
    }),
  });

  async function apply(part = {}) {
    Object.assign(state, part, { chosen: { ...state.chosen, ...part.chosen } });
    turn += 1;
    const own = turn;
    const result = await store.query(state);
    if (own === turn) {
      await showResult(result);
      later300();
    }
  }

  async function showResult(result) {
    marks.show(result.mask.subarray(0, head.placed));
    facets.show(state, result);
    timeline.show(state, result);
    here.hidden = !state.only;
    hereClear.textContent = state.only ? `${fill(words.here, { n: state.only.length.toLocaleString("en") })} ×` : "";
    await list.show(result.order, words.none_found);
    stepButtons();
  }

  function reset() {
    return apply({ query: "", from: null, to: null, only: null, chosen: Object.fromEntries(head.facets.map((name) => [name, []])) });
  }

  function stepButtons() {
    const at = current ? list.follow(current.row) : -1;
    position.textContent = at < 0 ? "" : fill(words.card_position, { n: (at + 1).toLocaleString("en"), m: list.length.toLocaleString("en") });
    earlier.disabled = at <= 0;
    later.disabled = at < 0 || at === list.length - 1;
    return at;
  }

  async function open(row, { move = true } = {}) {
    const [event] = await store.rows([row]);
    if (!current) {
      opener = document.activeElement;
    }
    current = event;
    card.replaceChildren(...cardOf(event, spot(row), head), permalink(event));
    card.classList.add("open");
    card.setAttribute("aria-label", event.title);
    bar.hidden = false;
    document.body.classList.add("reading");
    holder.scrollTop = 0;
    card.focus({ preventScroll: true });
    stepButtons();
    marks.choose(row);
    if (move && spot(row)) {
      bring(spot(row));
    }
    write(true);
    return true;
  }

  function permalink(event) {
    const [paragraph, link] = ["p", "a"].map((name) => document.createElement(name));
    link.className = "permalink";
    link.href = `#${CARD}${encodeURIComponent(event.id)}`;
    link.textContent = words.permalink;
    paragraph.append(link);
    return paragraph;
  }

  /** Moves the map only as far as is needed to see a place above an open card. */
  function bring([lon, lat]) {
    const point = map.latLngToContainerPoint([lat, lon]);
    const [size, frame] = [map.getSize(), map.getContainer().getBoundingClientRect()];
    const sheet = holder.getBoundingClientRect();
    const low = sheet.width > 0.9 * frame.width && sheet.top < frame.bottom ? sheet.top - frame.top : size.y;
    if (point.x < 30 || point.y < 30 || point.x > size.x - 30 || point.y > low - 30) {
      map.panBy([point.x - size.x / 2, point.y - low / 2], { animate: false });
    }
  }

  function shut() {
    if (!current) {
      return;
    }
    current = null;
    card.classList.remove("open");
    document.body.classList.remove("reading");
    marks.choose(-1);
    list.redraw();
    if (opener && opener !== document.body && opener.isConnected && opener.checkVisibility()) {
      opener.focus({ preventScroll: true });
    } else {
      list.focus();
    }
    write(true);
  }

  function write(push) {
    if (following) {
      return;
    }
    const fragment = `#${encode({ ...state, card: current ? current.id : null, view: view.get() })}`;
    if (fragment === location.hash || (!location.hash && fragment === "#all")) {
      return;
    }
    written = fragment;
    if (push) {
      location.hash = fragment;
    } else if (location.protocol !== "about:") {
      location.replace(location.href.split("#")[0] + fragment);
    }
  }

  function later300() {
    clearTimeout(timer);
    timer = setTimeout(() => write(false), PAUSE_MS);
  }

  async function follow() {
    const { card: id, view: seen, ...filters } = decode(location.hash, head.facets);
    following = true;
    const bare = !filters.query && filters.from === null && filters.to === null && Object.values(filters.chosen).every((chosen) => !chosen.length);
    await (bare && first ? showResult(first) : apply(filters));
    first = null;
    if (seen) {
      view.set(seen);
    }
    if (id === null) {
      shut();
    } else {
      await openId(id, { move: !seen });
    }
    following = false;
  }

  async function openId(id, options) {
    const row = await store.find(String(id));
    return row < 0 ? false : open(row, options);
  }

  const facets = enableFacets(head, opened.values, first, { change: apply, reset, list });
  const timeline = enableTimeline(opened.timeline, words, apply);

  function step(by) {
    const at = list.follow(current?.row ?? -1);
    if (at >= 0 && at + by >= 0 && at + by < list.length) {
      open(list.at(at + by));
    }
  }

  close.addEventListener("click", shut);
  earlier.addEventListener("click", () => step(-1));
  later.addEventListener("click", () => step(1));
  hereClear.addEventListener("click", () => apply({ only: null }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) {
      shut();
    }
  });
  card.addEventListener("click", (event) => {
    if (event.target.closest(".permalink")) {
      event.preventDefault();
      write(true);
    }
  });
  window.addEventListener("hashchange", () => {
    if (location.hash !== written) {
      written = location.hash;
      follow();
    }
  });

  /** A tap on a bunch comes closer; on events at one spot it lists them. */
  function pick({ containerPoint }) {
    const hit = marks.at(containerPoint);
    if (!hit) {
      return;
    }
    const rows = marks.rowsOf(hit.runs, 20_000);
    if (rows.length === 1) {
      open(rows[0], { move: false });
      return;
    }
    const spread = L.latLngBounds(rows.map((row) => [places.lat[row] / 1e6, places.lon[row] / 1e6]));
    const tight = spread.getSouthWest().distanceTo(spread.getNorthEast()) < 60 || map.getZoom() >= map.getMaxZoom();
    if (tight) {
      shut();
      apply({ only: rows }).then(() => list.focus());
    } else {
      view.hand();
      map.fitBounds(spread, { padding: [50, 50], maxZoom: 16, animate: false });
    }
  }

  map.on("click", pick);
  map.on("mousemove", ({ containerPoint }) => map.getContainer().classList.toggle("can-pick", Boolean(marks.at(containerPoint))));

  async function filter(spec) {
    const { ids, ...change } = changeOf(spec || {}, head.facets);
    const only = ids ? (await Promise.all(ids.map(store.find))).filter((row) => row >= 0) : null;
    return apply({ ...change, only });
  }

  return { open: openId, filter, follow, shut, moved: later300 };
}

function fail(head, error) {
  document.getElementById("rows-note").textContent = head.words.failed;
  throw error;
}

async function begin(head, map) {
  const near = createStore();
  const store = farStore(workerSource, near, () => fail(head, new Error("no worker")));
  const later = {};
  const view = enableView(map, head, () => later.page?.moved());
  map.setMinZoom(2);
  view.whole();
  const [places, base] = await Promise.all([store.places(linesIn("places")), openText(linesIn("ground")[0])]);
  addGround(map, JSON.parse(base));
  const facts = factsOf(store, head);
  const marks = addMarks(map, places, facts);
  await painted();
  document.body.classList.add("painted");
  await parsed();
  const opened = await store.columns(head, linesIn("columns"));
  facts.learn(opened.codes);
  marks.layer.redraw();
  await store.texts(linesIn("texts"));
  facts.words = (rows) => store.rows(rows).then((events) => events.map((event) => [event.row, shorten(event.place || event.title), dateOf(event, head)]));
  const first = await store.query({ query: "", chosen: {}, from: null, to: null, only: null });
  const page = createPage({ head, store, map, view, places, marks, opened, first });
  later.page = page;
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

