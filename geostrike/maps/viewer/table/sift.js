// One pass over all rows of a table: what passes is shown; what fails one facet alone is counted for that facet; pure.

/** The one facet that a row fails: -1 for none, -2 for more. */
function failed(row, active) {
  let which = -1;
  for (const { test, codes, at } of active) {
    if (!test[codes[row]]) {
      if (which >= 0) {
        return -2;
      }
      which = at;
    }
  }
  return which;
}

/** Rows that a search and a choice of rows let through; null where there is neither. */
function soughtOf(n, search, only) {
  if (!search && !only) {
    return null;
  }
  const sought = new Uint8Array(n);
  if (only) {
    only.forEach((row) => {
      sought[row] = 1;
    });
  } else {
    sought.fill(1);
  }
  return search ? sought.map((one, row) => (one && search.marks[row] === search.all ? 1 : 0)) : sought;
}

/** Rows whose days meet a span; null where the span has no end. */
function metOf({ n, first, last }, from, to) {
  if (from === null && to === null) {
    return null;
  }
  const [start, end] = [from ?? -Infinity, to ?? Infinity];
  return Uint8Array.from({ length: n }, (_, row) => (last[row] >= start && first[row] <= end ? 1 : 0));
}

function addUp(counts, codes, mask) {
  for (let row = 0; row < mask.length; row += 1) {
    counts[codes[row]] += mask[row];
  }
}

/** Rows that pass: mask, order by date, numbers by value of each facet, by bin of the timeline, and on the map. */
export function sift(table, { facets, search, from, to, only }) {
  const { n, placed, byDate, bins, edges } = table;
  const active = facets.map(({ test, codes }, at) => ({ test, codes, at })).filter(({ test }) => test);
  const counts = facets.map(({ size }) => new Uint32Array(size));
  const histogram = new Uint32Array(Math.max(edges.length - 1, 0));
  const mask = new Uint8Array(n);
  const [sought, met] = [soughtOf(n, search, only), metOf(table, from, to)];
  for (let row = 0; row < n; row += 1) {
    const which = sought && !sought[row] ? -2 : failed(row, active);
    if (which === -1 && bins[row] >= 0) {
      histogram[bins[row]] += 1;
    }
    if (met && !met[row]) {
      continue;
    }
    if (which === -1) {
      mask[row] = 1;
    } else if (which >= 0) {
      counts[which][facets[which].codes[row]] += 1;
    }
  }
  facets.forEach(({ codes }, at) => addUp(counts[at], codes, mask));
  const onMap = mask.subarray(0, placed).reduce((sum, one) => sum + one, 0);
  const order = byDate.filter((row) => mask[row]);
  return { mask, order, histogram, onMap, counts: Object.fromEntries(facets.map(({ name }, at) => [name, counts[at]])) };
}
