// Holds the table and answers for it: rows, filters, search, counts by day; runs in a worker, or beside the page without one.

import { binOf, edgesOf } from "../bins.js";
import { terms as termsOf } from "../fold.js";
import { daysOf } from "../store.js";
import { bitsOf, linesOf, openColumn } from "./columns.js";
import { sift } from "./sift.js";
import { followersOf, open, openText, placesOf } from "./unpack.js";

const MOST_TERMS = 8;
const FOLLOWERS = 5; // lines before the first column of prose: the words, and which follow which
const UNDATED = [1e6, -1e6];

/** A store without data; each method may be called from afar. */
export function createStore() {
  const state = { held: new Map(), words: [] };
  const column = (name) => state.held.get(name);

  async function take(wanted, lines) {
    let at = 0;
    const all = [];
    for (const one of wanted) {
      const own = lines.slice(at, at + linesOf(one, state.n));
      at += own.length;
      all.push(Promise.resolve(openColumn(one, own, state)).then((found) => state.held.set(one.name, found)));
    }
    await Promise.all(all);
  }

  /** First and last day of each row; a row without a date lies in no span of days. */
  function readDays() {
    const known = (name) => column(name).distinct.map((text) => (text ? daysOf(text) : UNDATED));
    const [days, { codes }] = [known("date"), column("date")];
    state.first = Int32Array.from(codes, (code) => days[code][0]);
    state.last = Int32Array.from(codes, (code) => days[code][1]);
    if (column("date_end")) {
      const [ends, { codes: other }] = [known("date_end"), column("date_end")];
      state.last.forEach((day, row) => {
        state.last[row] = Math.max(day, ends[other[row]][1]);
      });
    }
  }

  function readBins() {
    let [first, last] = [Infinity, -Infinity];
    for (let row = 0; row < state.n; row += 1) {
      if (state.first[row] !== UNDATED[0]) {
        first = Math.min(first, state.first[row]);
        last = Math.max(last, state.last[row]);
      }
    }
    const { edges } = first <= last ? edgesOf(first, last) : { edges: [] };
    const bins = new Map();
    const bin = (day) => bins.get(day) ?? bins.set(day, binOf(edges, day)).get(day);
    state.bins = edges.length ? Int16Array.from(state.first, bin) : new Int16Array(state.n).fill(-1);
    state.edges = edges;
    return { edges, first, last };
  }

  /** Opens the positions, the columns of few values and the ids: what filters, timeline and marks are made of. */
  async function columns(about, lines) {
    Object.assign(state, about);
    await take(about.columns.filter((one) => !isText(one)), lines);
    readDays();
    const timeline = readBins();
    state.byDate = sortedBy(state.first);
    const shared = ["date", "radius_m", "precision", about.styled].filter((name) => column(name));
    const codes = Object.fromEntries(shared.map((name) => [name, { distinct: column(name).distinct, codes: column(name).codes }]));
    return { codes, timeline, values: Object.fromEntries(about.facets.map((name) => [name, column(name).distinct])) };
  }

  /** Takes the prose; its blocks are opened when they are asked for. */
  async function texts(lines) {
    const [words, ...pieces] = await Promise.all([openText(lines[0]), ...lines.slice(1, FOLLOWERS).map(open)]);
    state.words = words.split("\n");
    state.followers = followersOf(pieces);
    await take(state.about.columns.filter(isText), lines.slice(FOLLOWERS));
    return true;
  }

  async function rows(numbers) {
    const closed = [...state.held.values()].filter(({ load }) => load);
    await Promise.all(numbers.flatMap((row) => closed.map(({ load }) => load(row))));
    return numbers.map((row) => Object.fromEntries([["row", row], ...[...state.held].map(([name, { value }]) => [name, value(row)])]));
  }

  async function find(id) {
    await column("id").loadAll?.();
    return column("id").find(id);
  }

  async function marksOf(query) {
    const terms = termsOf(query).slice(0, MOST_TERMS);
    if (!terms.length) {
      return null;
    }
    const wordBits = Uint8Array.from(state.words, (word, at) => (at ? bitsOf(word, terms) : 0));
    const marks = new Uint8Array(state.n);
    for (const [name, one] of state.held) {
      if (!state.unsought.includes(name)) {
        await one.loadAll?.();
        one.mark(terms, marks, wordBits);
      }
    }
    return { marks, all: (1 << terms.length) - 1 };
  }

  /** Which rows a state of the page lets through, by date, with counts for each value of each facet and each bin. */
  async function query({ query: text, chosen, from, to, only }) {
    const search = await marksOf(text);
    const facets = state.facets.map((name) => {
      const { distinct, codes } = column(name);
      const wanted = chosen[name] || [];
      return { name, codes, size: distinct.length, test: wanted.length ? Uint8Array.from(distinct, (value) => (wanted.includes(value) ? 1 : 0)) : null };
    });
    return sift(state, { facets, search, from, to, only });
  }

  return {
    places: async (lines) => placesOf(await Promise.all(lines.map(open))),
    columns: (about, lines) => columns({ ...about, about }, lines),
    texts,
    rows,
    find,
    query,
  };
}

function isText({ kind }) {
  return kind === "words" || kind === "lines";
}

/** Rows by their first day, those of one day in their own order. */
function sortedBy(first) {
  const base = 2 ** 32;
  const keys = Float64Array.from(first, (day, row) => day * base + row).sort();
  return Uint32Array.from(keys, (key) => key - Math.floor(key / base) * base);
}
