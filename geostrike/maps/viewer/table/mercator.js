// Between degrees and the pixels of a view {scale, left, top, width, height}; pure.

/** Pixels of a place. */
export function toPixels(lon, lat, { scale, left, top }) {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: (lon / 360 + 0.5) * scale - left, y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scale - top };
}

function corner(x, y, scale) {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / scale))) * 180) / Math.PI;
  return { lon: (x / scale - 0.5) * 360, lat };
}

/** West, south, east, north of a view in degrees. */
export function boxOf({ scale, left, top, width, height }) {
  const [north, south] = [corner(left, top, scale), corner(left + width, top + height, scale)];
  return { west: north.lon, north: north.lat, east: south.lon, south: south.lat };
}
