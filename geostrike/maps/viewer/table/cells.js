// Groups positions for a zoom without building anything: a cell is a run of Morton keys, found by halving; pure arithmetic.

const OFFSET = { lon: 180e6, lat: 90e6 };

function spread(value) {
  let out = value & 0xffff;
  out = (out | (out << 8)) & 0x00ff00ff;
  out = (out | (out << 4)) & 0x0f0f0f0f;
  out = (out | (out << 2)) & 0x33333333;
  return (out | (out << 1)) & 0x55555555;
}

/** The two halves of the Morton key of a corner, in millionths of a degree from the south-west end of the world. */
export function keyOf(x, y) {
  const low = (spread(x) | (spread(y) << 1)) >>> 0;
  const high = (spread(x >>> 16) | (spread(y >>> 16) << 1)) >>> 0;
  return { low, high };
}

/** The first row from `from` on whose key is not below the given one. */
export function lowerBound({ low, high }, key, from = 0) {
  let [start, end] = [from, low.length];
  while (start < end) {
    const middle = (start + end) >>> 1;
    if (high[middle] < key.high || (high[middle] === key.high && low[middle] < key.low)) {
      start = middle + 1;
    } else {
      end = middle;
    }
  }
  return start;
}

/** Sums over the first rows, so that any run of rows has its count and its middle by subtraction. */
export function sumsOf({ lon, lat }, mask) {
  const n = lon.length;
  const count = new Uint32Array(n + 1);
  const east = new Float64Array(n + 1);
  const north = new Float64Array(n + 1);
  for (let row = 0; row < n; row += 1) {
    const shown = mask[row];
    count[row + 1] = count[row] + shown;
    east[row + 1] = east[row] + (shown ? lon[row] : 0);
    north[row + 1] = north[row] + (shown ? lat[row] : 0);
  }
  return { count, east, north };
}

/** The cells of 2^level millionths of a degree in a box (degrees) that hold something: first and last row, count, middle. */
export function cellsIn(places, sums, level, { west, south, east, north }) {
  const size = 2 ** level;
  const column = (lon) => Math.floor((Math.min(Math.max(lon, -180), 180) * 1e6 + OFFSET.lon) / size);
  const line = (lat) => Math.floor((Math.min(Math.max(lat, -90), 90) * 1e6 + OFFSET.lat) / size);
  const out = [];
  for (let y = line(south); y <= line(north); y += 1) {
    for (let x = column(west); x <= column(east); x += 1) {
      const start = lowerBound(places, keyOf(x * size, y * size));
      const end = endOf(places, x, y, size, start);
      const count = sums.count[end] - sums.count[start];
      if (count) {
        out.push({
          start,
          end,
          count,
          lon: (sums.east[end] - sums.east[start]) / count / 1e6,
          lat: (sums.north[end] - sums.north[start]) / count / 1e6,
        });
      }
    }
  }
  return out;
}

function endOf(places, x, y, size, start) {
  const last = keyOf((x + 1) * size - 1, (y + 1) * size - 1);
  const at = lowerBound(places, last, start);
  let end = at;
  while (end < places.low.length && places.high[end] === last.high && places.low[end] === last.low) {
    end += 1;
  }
  return end;
}

/** Joins groups {x, y, count, members} that would cover each other, large ones first; `reach(count)` is a radius. */
export function joined(groups, reach) {
  const order = [...groups].sort((a, b) => b.count - a.count || a.start - b.start);
  const side = 2 * reach(Infinity);
  const grid = new Map();
  const key = (x, y) => `${x} ${y}`;
  const out = [];
  for (const group of order) {
    const [column, line] = [Math.floor(group.x / side), Math.floor(group.y / side)];
    const near = neighbours(grid, column, line, key).find((other) =>
      Math.hypot(other.x - group.x, other.y - group.y) < reach(other.count) + reach(group.count));
    if (near) {
      near.x = (near.x * near.count + group.x * group.count) / (near.count + group.count);
      near.y = (near.y * near.count + group.y * group.count) / (near.count + group.count);
      near.count += group.count;
      near.runs.push(...group.runs);
    } else {
      const place = key(column, line);
      grid.set(place, [...(grid.get(place) || []), group]);
      out.push(group);
    }
  }
  return out;
}

function neighbours(grid, column, line, key) {
  const out = [];
  for (let x = column - 1; x <= column + 1; x += 1) {
    for (let y = line - 1; y <= line + 1; y += 1) {
      out.push(...(grid.get(key(x, y)) || []));
    }
  }
  return out;
}
