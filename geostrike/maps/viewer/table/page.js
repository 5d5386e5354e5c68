// The page once its columns are open: what is searched and filtered, and who is told of it.

import { changeOf } from "../store.js";
import { fill } from "../tools.js";
import { dateOf, placeOf } from "./card.js";
import { enableFacets } from "./facets.js";
import { enableList } from "./list.js";
import { enablePicking } from "./picking.js";
import { createReader } from "./reader.js";
import { enableTimeline } from "./timeline.js";
import { createTrail } from "./trail.js";

const BADGES = new Set(["disputed", "retracted", "draft"]);

/** A state in which nothing is searched, filtered or chosen. */
export function nothingChosen(facets) {
  return { query: "", from: null, to: null, only: null, chosen: Object.fromEntries(facets.map((name) => [name, []])) };
}

function listOf({ head, store, open }) {
  return enableList({
    fetch: store.rows,
    open,
    say: (event) => ({
      title: event.title,
      meta: `${dateOf(event, head)} · ${placeOf(event, head)}`,
      badge: BADGES.has(event.status) ? head.words[`status_${event.status}`] : "",
    }),
  });
}

/** The note over the map that the events of one spot are listed; `leave()` is what its button does. */
function enableHere(words, leave) {
  const [note, button] = ["here", "here-clear"].map((id) => document.getElementById(id));
  button.addEventListener("click", leave);
  return ({ only }) => {
    note.hidden = !only;
    button.textContent = only ? `${fill(words.here, { n: only.length.toLocaleString("en") })} ×` : "";
  };
}

/** Makes room for the tools: an open card is closed, a panel that was folded away opens. */
function makeRoom(reader) {
  reader.shut();
  if (document.body.classList.contains("panel-closed")) {
    document.getElementById("panel-switch").click();
  }
}

/** Brings list, filters, timeline, map and card together. */
export function createPage({ head, store, map, view, places, marks, opened, first }) {
  const state = nothingChosen(head.facets);
  const spot = (row) => (row < head.placed ? [places.lon[row] / 1e6, places.lat[row] / 1e6] : null);
  const list = listOf({ head, store, open: (row) => reader.open(row) });
  const reader = createReader({ head, store, map, marks, list, spot, changed: () => trail.write() });
  const trail = createTrail({ head, view, seen: () => ({ ...state, card: reader.address() }), apply: begin, openId: reader.openId, shut: reader.shut });
  const reset = () => apply(nothingChosen(head.facets));
  const facets = enableFacets(head, opened.values, first, { change: apply, reset, list, makeRoom: () => makeRoom(reader) });
  const timeline = enableTimeline(opened.timeline, head.words, apply);
  const showHere = enableHere(head.words, () => apply({ only: null }));
  let unshown = first;
  let turn = 0;

  async function show(result) {
    marks.show(result.mask.subarray(0, head.placed));
    facets.show(state, result);
    timeline.show(state, result);
    showHere(state);
    await list.show(result.order, head.words.none_found);
    reader.follow();
  }

  async function apply(part) {
    Object.assign(state, part, { chosen: { ...state.chosen, ...part.chosen } });
    turn += 1;
    const own = turn;
    const result = await store.query(state);
    if (own === turn) {
      await show(result);
      trail.writeSoon();
    }
  }

  /** What the page's address asks for; all events have been asked for already. */
  function begin(filters, bare) {
    const ready = bare && unshown;
    unshown = null;
    return ready ? show(ready) : apply({ only: null, ...filters });
  }

  async function filter(spec) {
    const { ids, ...change } = changeOf(spec || {}, head.facets);
    const only = ids ? (await Promise.all(ids.map(store.find))).filter((row) => row >= 0) : null;
    return apply({ ...change, only });
  }

  function listOnly(rows) {
    reader.shut();
    apply({ only: rows }).then(list.focus);
  }

  enablePicking({ map, view, marks, places, open: reader.open, listOnly });
  return { open: reader.openId, shut: reader.shut, filter, follow: trail.follow, moved: trail.writeSoon };
}
