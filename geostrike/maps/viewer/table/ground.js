// Paints the map underneath on one canvas: land, water, provinces, borders, names; only what is in view.

import { unpack } from "../data.js";
import { common, firstFree, positions } from "../layout.js";

const INK = { water: "#dde8ef", land: "#f5f3ef", shore: "#c3ced6", river: "#bcd3e0", province: "#b9b4aa", border: "#767e86", place: "#4d565f", country: "#6a7178", dot: "#6d757d" };
const FONT = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"Liberation Sans\", Arial, sans-serif";
const COUNTRY = "500 11.5px";
const LEAST_PX = 0.6;

/** Mercator x and y, 0 to 1 across the world, of a line of [lat, lon] pairs, and their box. */
export function projected(line) {
  const xy = new Float64Array(line.length * 2);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  line.forEach(([lat, lon], at) => {
    const sine = Math.sin((Math.max(Math.min(lat, 85), -85) * Math.PI) / 180);
    const [x, y] = [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
    xy[2 * at] = x;
    xy[2 * at + 1] = y;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  });
  return { xy, box };
}

function trace(context, { xy, box }, { scale, left, top, width, height }) {
  if (box[2] * scale < left || box[0] * scale > left + width || box[3] * scale < top || box[1] * scale > top + height) {
    return;
  }
  let [x0, y0] = [xy[0] * scale - left, xy[1] * scale - top];
  context.moveTo(x0, y0);
  for (let at = 2; at < xy.length; at += 2) {
    const [x, y] = [xy[at] * scale - left, xy[at + 1] * scale - top];
    if (Math.abs(x - x0) > LEAST_PX || Math.abs(y - y0) > LEAST_PX || at === xy.length - 2) {
      context.lineTo(x, y);
      [x0, y0] = [x, y];
    }
  }
}

function paint(context, lines, view, { fill, stroke, width, dash = [], alpha = 1 }) {
  context.beginPath();
  lines.forEach((line) => trace(context, line, view));
  context.globalAlpha = alpha;
  if (fill) {
    context.fillStyle = fill;
    context.fill("evenodd");
  }
  if (stroke) {
    context.setLineDash(dash);
    context.lineWidth = width;
    context.strokeStyle = stroke;
    context.lineJoin = "round";
    context.stroke();
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

function prepared(base) {
  const lines = (packed) => packed.map((line) => projected(unpack(line)));
  const rings = (polygons) => polygons.flatMap(lines);
  const borders = (dashed) => lines(base.borders.filter(({ kind }) => (kind === "land") !== dashed).map(({ at }) => at));
  return {
    land: rings(base.land),
    lakes: rings(base.lakes || []),
    rivers: lines(base.rivers || []),
    admin: lines(base.admin || []),
    borders: borders(false),
    disputed: borders(true),
  };
}

const spotOf = ([lon, lat]) => projected([[lat, lon]]).xy;

/** The names of a base map, with their places on it, and the corners of what is drawn. */
export function namesOf({ places = [], countries = [] }, { limits: [west, south, east, north] }) {
  return {
    places: places.map((place) => ({ ...place, xy: spotOf(place.at) })),
    countries: countries.map(({ name, at }) => ({ name, spots: at.map((spot) => ({ xy: spotOf(spot), zoom: spot[2] })) })),
    corners: [spotOf([west, north]), spotOf([east, south])],
  };
}

/** Letters text with a halo. */
export function letter(context, text, x, y, { font, ink, halo = "#ffffff", wide = 3 }) {
  context.font = `${font} ${FONT}`;
  context.lineJoin = "round";
  context.lineWidth = wide;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

const pointOf = ([x, y], { scale, left, top }) => ({ x: x * scale - left, y: y * scale - top });

/** Letters the names of countries where there is room between the boxes `taken` and the events' rings, each once and nowhere beyond the map. */
export function letterCountries(context, { countries, corners }, { view, frame, zoom, taken, rings }) {
  const drawn = common(frame, ...corners.map((corner) => pointOf(corner, view)));
  context.letterSpacing = document.documentElement.dir === "rtl" ? "0px" : "1.6px"; // Arabic letters are joined
  context.font = `${COUNTRY} ${FONT}`;
  for (const { name, spots } of countries) {
    const size = { w: context.measureText(name).width + 8, h: 16 };
    const boxes = spots.filter(({ zoom: from }) => zoom >= from)
      .map(({ xy }) => pointOf(xy, view))
      .map(({ x, y }) => ({ x: x - size.w / 2, y: y - size.h / 2, ...size }));
    const box = firstFree(boxes, [...taken, ...rings], drawn);
    if (box) {
      taken.push(box);
      letter(context, name, box.x + 4, box.y + 12, { font: COUNTRY, ink: INK.country, halo: INK.land });
    }
  }
  context.letterSpacing = "0px";
}

/** Letters the names of large places where there is room between the boxes `taken`. */
export function letterPlaces(context, places, { view, frame, zoom, taken }) {
  context.font = `11.5px ${FONT}`;
  for (const { xy, zoom: from, name } of places) {
    const point = pointOf(xy, view);
    if (from > zoom || point.x < 0 || point.y < 0 || point.x > view.width || point.y > view.height) {
      continue;
    }
    const box = firstFree(positions(point, { w: context.measureText(name).width + 2, h: 14 }, 5), taken, frame);
    if (box) {
      taken.push(box, { x: point.x - 3, y: point.y - 3, w: 6, h: 6 });
      letter(context, name, box.x, box.y + 11, { font: "11.5px", ink: INK.place, halo: INK.land });
      context.beginPath();
      context.arc(point.x, point.y, 1.8, 0, 7);
      context.fillStyle = INK.dot;
      context.fill();
    }
  }
}

/** A canvas as large as the view and a margin, which follows the map; `draw(context, view, zoom)` paints it. */
export const Canvas = L.Renderer.extend({
  options: { padding: 0.35 },

  initialize(draw, options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._draw = draw;
    this._layers = {};
  },

  getEvents() {
    return { ...L.Renderer.prototype.getEvents.call(this), move: this._follow };
  },

  _initContainer() {
    this._container = document.createElement("canvas");
    this._context = this._container.getContext("2d");
  },

  _destroyContainer() {
    this._container.remove();
  },

  /** Paints anew when the map is dragged past the margin. */
  _follow() {
    const seen = this._map.getSize();
    const corner = this._map.containerPointToLayerPoint([0, 0]);
    if (this._bounds && !this._map._animatingZoom && !this._bounds.contains([corner, corner.add(seen)])) {
      this._update();
    }
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) {
      return;
    }
    L.Renderer.prototype._update.call(this);
    this.redraw();
  },

  redraw() {
    if (!this._map || !this._bounds) {
      return;
    }
    const [size, ratio] = [this._bounds.getSize(), window.devicePixelRatio || 1];
    const printing = document.body.classList.contains("printing");
    if (printing) {
      this._renew();
    }
    const canvas = this._container;
    L.DomUtil.setPosition(canvas, this._bounds.min);
    if (canvas.width !== Math.round(size.x * ratio) || canvas.height !== Math.round(size.y * ratio)) {
      canvas.width = Math.round(size.x * ratio);
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    const origin = this._map.getPixelOrigin().add(this._bounds.min);
    const zoom = this._map.getZoom();
    this._context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!printing) {
      this._context.clearRect(0, 0, size.x, size.y);
    }
    this._draw(this._context, { scale: 256 * 2 ** zoom, left: origin.x, top: origin.y, width: size.x, height: size.y }, zoom);
  },

  /** A new canvas in the old one's place: on paper, to clear a canvas wipes out those below it too. */
  _renew() {
    const fresh = this._container.cloneNode(false);
    this._container.replaceWith(fresh);
    this._container = fresh;
    this._context = fresh.getContext("2d");
  },

  _updatePaths() {},
});

/** Adds the ground to a map. */
export function addGround(map, base) {
  const all = prepared(base);
  map.createPane("geostrike-ground").style.zIndex = "200";
  map.getPane("geostrike-ground").style.pointerEvents = "none";
  const draw = (context, view, zoom) => {
    if (!base.tiled) {
      context.fillStyle = INK.water;
      context.fillRect(0, 0, view.width, view.height);
    }
    paint(context, all.land, view, { fill: INK.land, stroke: INK.shore, width: 0.75 });
    if (zoom < (base.river_zoom ?? 99)) {
      paint(context, all.rivers, view, { stroke: INK.river, width: 1.6 });
    }
    if (zoom < (base.lake_zoom ?? 99)) {
      paint(context, all.lakes, view, { fill: INK.water, stroke: INK.shore, width: 0.75 });
    }
    paint(context, all.admin, view, { stroke: INK.province, width: 0.6, alpha: 0.8 });
    for (const [lines, dash] of [[all.borders, []], [all.disputed, [5, 4]]]) {
      paint(context, lines, view, { stroke: "#ffffff", width: 4, alpha: 0.85 });
      paint(context, lines, view, { stroke: INK.border, width: 1.25, dash });
    }
  };
  return new Canvas(draw, { pane: "geostrike-ground" }).addTo(map);
}
