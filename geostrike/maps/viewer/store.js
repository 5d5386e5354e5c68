// The state that list, map and timeline share: what is searched and filtered, what is shown; knows no page.

import { found, haystack, terms } from "./fold.js";

const EMPTY = Object.freeze({ query: "", from: null, to: null, ids: null });

/** Day number of an ISO date; of a month or year its first day, or its last where `last` is true. */
export function dayOf(iso, last = false) {
  const [year, month, date] = iso.split("-").map(Number);
  const end = last ? Date.UTC(year, month || 12, 0) : Date.UTC(year, (month || 1) - 1, 1);
  return Math.round((date ? Date.UTC(year, month - 1, date) : end) / 86_400_000);
}

/** First and last day of an event's date, which may be a span, a month or a year. */
export function daysOf(date) {
  const [first, last = first] = date.split("/");
  return [dayOf(first), dayOf(last, true)];
}

function values(entry, key) {
  return [entry[key]].flat();
}

/**
 * A store of `entries` ({id, text: [...], date, and a value or list of values for each of `facets`}).
 * `set(change)` merges a change into the state and tells the listeners; `shown` holds the ids that pass.
 */
export function createStore(entries, facets) {
  const rows = entries.map((entry) => ({ entry, hay: haystack(entry.text), days: daysOf(entry.date) }));
  const listeners = [];
  let state = { ...EMPTY, chosen: Object.fromEntries(facets.map((key) => [key, []])) };
  let shown = new Set(entries.map(({ id }) => id));

  /** Whether a row passes all but one facet (or the span of days, called "days"). */
  function passes({ entry, hay, days }, words, but) {
    const { chosen, from, to, ids } = state;
    return (
      found(words, hay) &&
      (ids === null || ids.includes(entry.id)) &&
      (but === "days" || ((to === null || days[0] <= to) && (from === null || days[1] >= from))) &&
      facets.every((key) => key === but || !chosen[key].length || values(entry, key).some((value) => chosen[key].includes(value)))
    );
  }

  function passing(but) {
    const words = terms(state.query);
    return rows.filter((row) => passes(row, words, but));
  }

  return {
    entries,
    facets,
    rows,
    get state() {
      return state;
    },
    get shown() {
      return shown;
    },
    get filtered() {
      const { query, from, to, ids, chosen } = state;
      return Boolean(query.trim()) || from !== null || to !== null || ids !== null || facets.some((key) => chosen[key].length > 0);
    },
    set(change) {
      state = { ...state, ...change, chosen: { ...state.chosen, ...change.chosen } };
      shown = new Set(passing().map(({ entry }) => entry.id));
      listeners.forEach((listen) => listen(this));
    },
    reset() {
      this.set({ ...EMPTY, chosen: Object.fromEntries(facets.map((key) => [key, []])) });
    },
    /** Whether any event has a value in a facet. */
    has(facet, value) {
      return entries.some((entry) => values(entry, facet).includes(value));
    },
    /** How many events each value of a facet would leave, all other filters kept. */
    counts(facet) {
      const numbers = new Map();
      for (const { entry } of passing(facet)) {
        for (const value of new Set(values(entry, facet))) {
          numbers.set(value, (numbers.get(value) || 0) + 1);
        }
      }
      return numbers;
    },
    /** The rows that pass all filters but that of the timeline. */
    apartFromDays() {
      return passing("days");
    },
    listen(listener) {
      listeners.push(listener);
      listener(this);
    },
  };
}

/** The change of state that a spec from outside asks for; what it does not name is reset. */
export function changeOf(spec, facets) {
  const known = ["id", "query", "from", "to", ...facets];
  const unknown = Object.keys(spec).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new TypeError(`geostrike.filter does not know ${JSON.stringify(unknown)}; it knows ${known.join(", ")}.`);
  }
  const listed = (key) => (key in spec ? [spec[key]].flat().map(String) : null);
  return {
    ids: listed("id"),
    query: String(spec.query ?? ""),
    from: spec.from ? dayOf(String(spec.from)) : null,
    to: spec.to ? dayOf(String(spec.to), true) : null,
    chosen: Object.fromEntries(facets.map((key) => [key, listed(key) || []])),
  };
}
