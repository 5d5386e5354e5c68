// A tap on the map: one event opens, a bunch comes closer, events at one spot are listed.

const MOST = 20_000; // events of a bunch whose spread is measured
const ONE_SPOT_M = 60;
const CLOSEST = 16;

/** Lets a pointer pick marks; `open(row)` and `listOnly(rows)` are told what it picked. */
export function enablePicking({ map, view, marks, places, open, listOnly }) {
  function pick({ containerPoint }) {
    const hit = marks.at(containerPoint);
    const rows = hit ? marks.rowsOf(hit.runs, MOST) : [];
    if (rows.length < 2) {
      rows.forEach((row) => open(row, { move: false }));
      return;
    }
    const spread = L.latLngBounds(rows.map((row) => [places.lat[row] / 1e6, places.lon[row] / 1e6]));
    if (spread.getSouthWest().distanceTo(spread.getNorthEast()) < ONE_SPOT_M || map.getZoom() >= map.getMaxZoom()) {
      listOnly(rows);
    } else {
      view.hand();
      map.fitBounds(spread, { padding: [50, 50], maxZoom: CLOSEST, animate: false });
    }
  }

  map.on("click", pick);
  map.on("mousemove", ({ containerPoint }) => map.getContainer().classList.toggle("can-pick", Boolean(marks.at(containerPoint))));
}
