// Holds the table and answers for it: rows, filters, search, counts by day; runs in a worker, or beside the page without one.

import { terms as termsOf } from "../fold.js";
import { binsIn, daysIn, sortedBy } from "./calendar.js";
import { bitsOf, linesOf, openColumn } from "./columns.js";
import { sift } from "./sift.js";
import { followersOf, open, openText, placesOf } from "./unpack.js";

const MOST_TERMS = 8;
const FOLLOWERS = 5; // lines before the first column of prose: the words, and which follow which

const isText = ({ kind }) => kind === "words" || kind === "lines";

async function take(state, wanted, lines) {
  let at = 0;
  const all = [];
  for (const one of wanted) {
    const own = lines.slice(at, at + linesOf(one, state.n));
    at += own.length;
    all.push(Promise.resolve(openColumn(one, own, state)).then((found) => state.held.set(one.name, found)));
  }
  await Promise.all(all);
}

/** Opens the columns of few values and the ids: what filters, timeline and marks are made of. */
async function takeColumns(state, about, lines) {
  Object.assign(state, about, { about });
  await take(state, about.columns.filter((one) => !isText(one)), lines);
  const column = (name) => state.held.get(name);
  Object.assign(state, daysIn(column("date"), column("date_end")));
  const { bins, ...timeline } = binsIn(state);
  Object.assign(state, { bins, edges: timeline.edges, byDate: sortedBy(state.first) });
  const shared = ["date", "radius_m", "precision", about.styled].filter(column);
  const codes = Object.fromEntries(shared.map((name) => [name, { distinct: column(name).distinct, codes: column(name).codes }]));
  return { codes, timeline, values: Object.fromEntries(about.facets.map((name) => [name, column(name).distinct])) };
}

/** Takes the prose; its blocks are opened when they are asked for. */
async function takeTexts(state, lines) {
  const [words, ...pieces] = await Promise.all([openText(lines[0]), ...lines.slice(1, FOLLOWERS).map(open)]);
  state.words = words.split("\n");
  state.followers = followersOf(pieces);
  await take(state, state.about.columns.filter(isText), lines.slice(FOLLOWERS));
  return true;
}

async function rowsOf({ held }, numbers) {
  const closed = [...held.values()].filter(({ load }) => load);
  await Promise.all(numbers.flatMap((row) => closed.map(({ load }) => load(row))));
  return numbers.map((row) => Object.fromEntries([["row", row], ...[...held].map(([name, { value }]) => [name, value(row)])]));
}

async function rowOf({ held }, id) {
  await held.get("id").loadAll?.();
  return held.get("id").find(id);
}

/** For each row which words of a search it holds, a bit each; null where nothing is searched. */
async function marksOf({ held, words, n, unsought }, text) {
  const terms = termsOf(text).slice(0, MOST_TERMS);
  if (!terms.length) {
    return null;
  }
  const wordBits = Uint8Array.from(words, (word, at) => (at ? bitsOf(word, terms) : 0));
  const marks = new Uint8Array(n);
  for (const [name, one] of held) {
    if (!unsought.includes(name)) {
      await one.loadAll?.();
      one.mark(terms, marks, wordBits);
    }
  }
  return { marks, all: (1 << terms.length) - 1 };
}

/** Which rows a state of the page lets through, by date, with counts for each value of each facet and each bin. */
async function answer(state, { query, chosen, from, to, only }) {
  const search = await marksOf(state, query);
  const facets = state.facets.map((name) => {
    const { distinct, codes } = state.held.get(name);
    const wanted = chosen[name] || [];
    return { name, codes, size: distinct.length, test: wanted.length ? Uint8Array.from(distinct, (value) => (wanted.includes(value) ? 1 : 0)) : null };
  });
  return sift(state, { facets, search, from, to, only });
}

/** A store without data; each method may be called from afar. */
export function createStore() {
  const state = { held: new Map(), words: [] };
  return {
    places: async (lines) => placesOf(await Promise.all(lines.map(open))),
    columns: (about, lines) => takeColumns(state, about, lines),
    texts: (lines) => takeTexts(state, lines),
    rows: (numbers) => rowsOf(state, numbers),
    find: (id) => rowOf(state, id),
    query: (wanted) => answer(state, wanted),
  };
}
