// The days of a table's rows: first and last day of each, the bins of the timeline, the order by date; pure.

import { binOf, edgesOf } from "../bins.js";
import { daysOf } from "../store.js";

const UNDATED = [1e6, -1e6]; // a row without a date lies in no span of days and after all others

const known = ({ distinct }) => distinct.map((text) => (text ? daysOf(text) : UNDATED));

/** First and last day of each row, from the columns `date` and, where there is one, `date_end`. */
export function daysIn(date, end) {
  const days = known(date);
  const first = Int32Array.from(date.codes, (code) => days[code][0]);
  const last = Int32Array.from(date.codes, (code) => days[code][1]);
  if (end) {
    const ends = known(end);
    end.codes.forEach((code, row) => {
      last[row] = Math.max(last[row], ends[code][1]);
    });
  }
  return { first, last };
}

/** The edges of the timeline's bins, the first and last day of all, and the bin of each row (-1 for none). */
export function binsIn({ first: starts, last: ends }) {
  let [first, last] = [Infinity, -Infinity];
  starts.forEach((day, row) => {
    if (day !== UNDATED[0]) {
      first = Math.min(first, day);
      last = Math.max(last, ends[row]);
    }
  });
  const { edges } = first <= last ? edgesOf(first, last) : { edges: [] };
  const bins = new Map();
  const bin = (day) => bins.get(day) ?? bins.set(day, binOf(edges, day)).get(day);
  return { edges, first, last, bins: edges.length ? Int16Array.from(starts, bin) : new Int16Array(starts.length).fill(-1) };
}

/** Rows by their first day, those of one day in their own order. */
export function sortedBy(first) {
  const base = 2 ** 32;
  const keys = Float64Array.from(first, (day, row) => day * base + row).sort();
  return Uint32Array.from(keys, (key) => key - Math.floor(key / base) * base);
}
