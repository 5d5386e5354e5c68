// One pass over all rows of a table: what passes is shown; what fails one facet alone is counted for that facet; pure.

/** Rows that pass: mask, order by date, numbers by value of each facet, by bin of the timeline, and on the map. */
export function sift({ n, first, last, placed, byDate, bins, edges }, { facets, search, from, to, only }) {
  const active = facets.map(({ test, codes }, at) => ({ test, codes, at })).filter(({ test }) => test);
  const counts = facets.map(({ size }) => new Uint32Array(size));
  const histogram = new Uint32Array(Math.max(edges.length - 1, 0));
  const mask = new Uint8Array(n);
  const [start, end] = [from ?? -Infinity, to ?? Infinity];
  const allowed = only ? marked(n, only) : null;
  let onMap = 0;

  /** The one facet that a row fails: -1 for none, -2 for more. */
  function failed(row) {
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

  for (let row = 0; row < n; row += 1) {
    if ((search && search.marks[row] !== search.all) || (allowed && !allowed[row])) {
      continue;
    }
    const which = failed(row);
    if (which === -1 && bins[row] >= 0) {
      histogram[bins[row]] += 1;
    }
    if (which === -2 || (from !== null && last[row] < start) || (to !== null && first[row] > end)) {
      continue;
    }
    if (which >= 0) {
      counts[which][facets[which].codes[row]] += 1;
      continue;
    }
    mask[row] = 1;
    onMap += row < placed ? 1 : 0;
    for (let at = 0; at < facets.length; at += 1) {
      counts[at][facets[at].codes[row]] += 1;
    }
  }
  const order = byDate.filter((row) => mask[row]);
  return { mask, order, histogram, onMap, counts: Object.fromEntries(facets.map(({ name }, at) => [name, counts[at]])) };
}

function marked(n, rows) {
  const marks = new Uint8Array(n);
  rows.forEach((row) => {
    marks[row] = 1;
  });
  return marks;
}
