// Reads the page's data and turns packed numbers into coordinates; draws nothing.

const GRID = 1e6;

/** The JSON of an element that no browser runs. */
export function readData(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/** Packed differences of longitude and latitude as [lat, lon] pairs, the order that Leaflet wants. */
export function unpack(packed) {
  const out = [];
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < packed.length; i += 2) {
    lon += packed[i];
    lat += packed[i + 1];
    out.push([lat / GRID, lon / GRID]);
  }
  return out;
}

/** [lon, lat] as Leaflet's [lat, lon]. */
export function latLng(position) {
  return [position[1], position[0]];
}

/** West, south, east, north as Leaflet's bounds. */
export function boxOf([west, south, east, north]) {
  return L.latLngBounds([south, west], [north, east]);
}
