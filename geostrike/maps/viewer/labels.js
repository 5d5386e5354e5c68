// Letters the map: events with place and date, the border distance, countries and places; no label covers another.

import { latLng } from "./data.js";
import { GLYPHS } from "./glyphs.js";
import { cluster, common, crosses, firstFree, positions } from "./layout.js";
import { rightToLeft, svgNode } from "./svg.js";
import { covered } from "./view.js";

const LINE_HEIGHT = 16;
const MOST_LINES = 5;
const REACH_PX = 26;
const SECOND_PX = 70;
const NARROW_PX = 640;
const WATER_REPEAT_PX = 520;
const CHIP_PX2 = 24000; // a label and the room around it; with less of it a group, far labels only add to the crowd
const FONTS = { name: "600 12.5px", date: "400 12.5px", place: "400 11.5px", ar: "400 11.5px", country: "500 11.5px", measure: "600 12px", water: "italic 400 11.5px" };

function widths() {
  const context = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(document.body).fontFamily;
  return (text, font) => {
    context.font = `${FONTS[font]} ${family}`;
    return context.measureText(text).width + (font === "country" && !rightToLeft() ? text.length * 1.6 : 0);
  };
}

function squareAround(x, y, reach, owner) {
  return { x: x - reach, y: y - reach, w: 2 * reach, h: 2 * reach, owner };
}

/** The layer of all labels; `hits` are the boxes of event labels, for picking. */
export const Labels = L.Layer.extend({
  initialize(base, marks, words) {
    Object.assign(this, { base, marks, words, hits: [] });
  },

  onAdd(map) {
    this._map = map;
    this._width = widths();
    map.createPane("geostrike-labels").style.zIndex = "450";
    this._svg = svgNode("svg", { class: "labels", "aria-hidden": "true" });
    map.getPane("geostrike-labels").append(this._svg);
    this.redraw();
  },

  getEvents() {
    return { moveend: this.redraw, zoomstart: this._hide, resize: this.redraw };
  },

  _hide() {
    this._svg.replaceChildren();
    this.hits = [];
  },

  redraw() {
    const size = this._map.getSize();
    this._hide();
    L.DomUtil.setPosition(this._svg, this._map.containerPointToLayerPoint([0, 0]));
    this._svg.setAttribute("width", size.x);
    this._svg.setAttribute("height", size.y);
    this._frame = { x: 3, y: 3, w: size.x - 6, h: size.y - 6 - covered(this._map) };
    this._taken = this._controls();
    const points = this._visible();
    for (const { x, y } of points.filter(({ event }) => event.shape === "point" || event.line)) {
      this._taken.push({ x: x - 6, y: y - 6, w: 12, h: 12 });
    }
    this._rings = points
      .filter(({ radius }) => radius < 260)
      .map(({ x, y, radius, event }) => squareAround(x, y, Math.max(radius, 6), event));
    this._drawMeasures();
    this._drawReleased();
    this._chips = [];
    const groups = cluster(points, REACH_PX).sort((a, b) => b.length - a.length);
    this._crowded = groups.length * CHIP_PX2 > size.x * size.y;
    groups.forEach((group) => this._drawGroup(group));
    this._drawCountries();
    this._drawPlaces();
    this._drawWaters();
  },

  _controls() {
    const frame = this._map.getContainer().getBoundingClientRect();
    return [...document.querySelectorAll("[data-over-map], .leaflet-control-scale")].map((element) => {
      const box = element.getBoundingClientRect();
      return { x: box.x - frame.x - 4, y: box.y - frame.y - 4, w: box.width + 8, h: box.height + 8 };
    });
  },

  _point(position) {
    return this._map.latLngToContainerPoint(position);
  },

  _shows(point, margin = 0) {
    const { x, y, w, h } = this._frame;
    return point.x >= x - margin && point.y >= y - margin && point.x <= x + w + margin && point.y <= y + h + margin;
  },

  _visible() {
    const out = [];
    for (const { event, anchor, ring, hidden } of this.marks.values()) {
      const point = this._point(anchor);
      if (!hidden && this._shows(point)) {
        const reach = this._point(ring.getNorthEast()).x - this._point(ring.getSouthWest()).x;
        out.push({ x: point.x, y: point.y, event, radius: ["region", "point"].includes(event.shape) ? 6 : reach / 2 });
      }
    }
    return out;
  },

  _drawGroup(group) {
    const shown = group.length > MOST_LINES ? group.slice(0, MOST_LINES - 1) : group;
    const whole = shown.map(({ event }) => ({ event, name: event.name, date: event.badge ? `${event.date} · ${event.badge}` : event.date }));
    if (shown.length < group.length) {
      whole.push({ group, name: "", date: this.words.more.replace("{n}", group.length - shown.length) });
    }
    const named = whole.map((line) => ({ ...line, date: line.event ? "" : line.date }));
    const counted = [{ group, name: "", date: this.words.several_here.replace("{n}", group.length) }];
    return [whole, named, ...(group.length > 1 ? [counted] : [])].some((lines) => this._place(lines, group));
  },

  /** Draws a label of some lines beside its group, if there is room. */
  _place(lines, group) {
    for (const line of lines) {
      line.nameWidth = line.name ? this._width(line.name, "name") + 5 : 0;
      line.w = (line.event ? 18 : 8) + line.nameWidth + this._width(line.date, "date");
    }
    const size = { w: Math.max(...lines.map((line) => line.w)) + 12, h: lines.length * LINE_HEIGHT + 6 };
    const centre = this._middle(group);
    const boxes = this._candidates(centre, size, group);
    const box = this._roomFor(boxes, group);
    if (box) {
      this._taken.push(box);
      this._chips.push(box);
      this._leaders(group, box).forEach((leader) => this._drawLeader(leader));
      this._svg.append(svgNode("rect", { class: "chip", x: box.x, y: box.y, width: box.w, height: box.h, rx: 3 }));
      lines.forEach((line, at) => this._drawLine(line, { x: box.x + 6, y: box.y + 3 + at * LINE_HEIGHT, w: size.w - 6, h: LINE_HEIGHT }));
    }
    return box;
  },

  /** The best free box whose leaders run under no other label and that covers no small mark of another event; a wide ring only on a wide map without other room. */
  _roomFor(boxes, group) {
    const clear = boxes.filter((box) =>
      !this._leaders(group, box).some(({ from, to }) => this._chips.some((chip) => crosses(from, to, chip))));
    const others = this._rings.filter(({ owner }) => !group.some(({ event }) => event === owner));
    const small = others.filter((ring) => ring.w < 120);
    const hard = [...this._taken, ...small];
    const best = firstFree(clear, [...hard, ...others], this._frame);
    return best || (this._map.getSize().x < NARROW_PX ? null : firstFree(clear, hard, this._frame));
  },

  _middle(group) {
    const total = group.reduce((sum, point) => ({ x: sum.x + point.x, y: sum.y + point.y }), { x: 0, y: 0 });
    return { x: total.x / group.length, y: total.y / group.length };
  },

  _candidates(centre, size, group) {
    const spread = Math.max(...group.map((point) => Math.hypot(point.x - centre.x, point.y - centre.y)));
    const radius = Math.max(...group.map((point) => point.radius));
    const within = group.length === 1 && radius * 2 > size.w + 12;
    const inside = within ? [{ x: centre.x - size.w / 2, y: centre.y - size.h / 2, ...size }] : [];
    const edge = (radius < 140 ? radius : 6) + spread;
    const tiers = this._crowded ? [8, 22] : [8, 26, 52, 90];
    const around = tiers.flatMap((more) => this._sorted(positions(centre, size, edge + more), centre, group));
    return [...inside, ...around];
  },

  /** Beside a border the label stands on the event's own side of it, where there is room. */
  _sorted(boxes, centre, group) {
    const away = group.length === 1 ? group[0].event.away : undefined;
    if (away === undefined) {
      return boxes;
    }
    const [east, south] = [Math.sin((away * Math.PI) / 180), -Math.cos((away * Math.PI) / 180)];
    const side = (box) => (box.x + box.w / 2 - centre.x) * east + (box.y + box.h / 2 - centre.y) * south * 3;
    return [...boxes].sort((a, b) => side(b) - side(a));
  },

  /** Lines from the rims of a group's marks to its label, where the label does not stand right beside them. */
  _leaders(group, box) {
    const out = [];
    for (const point of group) {
      const to = { x: Math.max(box.x, Math.min(point.x, box.x + box.w)), y: Math.max(box.y, Math.min(point.y, box.y + box.h)) };
      const gap = Math.hypot(point.x - to.x, point.y - to.y);
      const rim = point.event.box ? Math.max(point.radius, 4.5) / gap : 0;
      if (gap > Math.max(point.radius, 6) + 5) {
        out.push({ from: { x: point.x + (to.x - point.x) * rim, y: point.y + (to.y - point.y) * rim }, to });
      }
    }
    return out;
  },

  _drawLeader({ from, to }) {
    this._svg.append(svgNode("line", { class: "leader", x1: from.x, y1: from.y, x2: to.x, y2: to.y }));
    this._takeLine(from, to);
  },

  _drawLine(line, box) {
    const base = box.y + 12;
    const [turned, end] = [rightToLeft(), box.x + box.w - 6];
    if (line.event) {
      const place = `translate(${turned ? end - 13.6 : box.x} ${box.y + 1}) scale(.85)`;
      this._svg.append(svgNode("path", { class: `glyph ep${line.event.style}`, d: GLYPHS[line.event.style], transform: place }));
    }
    const gap = line.event ? 17 : 4;
    const start = turned ? end - gap : box.x + gap;
    const after = turned ? start - line.nameWidth : start + line.nameWidth;
    const text = svgNode("text", { class: "event-label", x: start, y: base, "text-anchor": turned ? "end" : "start" });
    text.append(svgNode("tspan", { class: "name" }, line.name), svgNode("tspan", { x: after }, line.date));
    this._svg.append(text);
    this.hits.push({ ...box, ids: line.event ? [line.event.id] : line.group.map((point) => point.event.id) });
  },

  _drawMeasures() {
    for (const { event, anchor, hidden } of this.marks.values()) {
      if (!event.line || hidden) {
        continue;
      }
      const from = this._point(anchor);
      const foot = this._point(latLng(event.line.foot));
      const long = Math.hypot(foot.x - from.x, foot.y - from.y);
      if (long > 26 && this._shows(foot, 200)) {
        this._drawTick(from, foot, long);
        this._drawMeasure(event.line.label, from, foot, long);
      }
    }
  },

  _drawTick(from, foot, long) {
    const [dx, dy] = [((foot.y - from.y) / long) * 6, ((from.x - foot.x) / long) * 6];
    this._svg.append(svgNode("line", { class: "tick", x1: foot.x - dx, y1: foot.y - dy, x2: foot.x + dx, y2: foot.y + dy }));
  },

  _drawMeasure(label, from, foot, long) {
    const size = { w: this._width(label, "measure") + 4, h: LINE_HEIGHT };
    const middle = { x: (from.x + foot.x) / 2, y: (from.y + foot.y) / 2 };
    this._takeLine(from, foot);
    const steep = Math.abs(foot.y - from.y) / long;
    this._letter(label, [10, 22, 40].flatMap((gap) => positions(middle, size, gap + (1 - steep) * 4)));
  },

  /** Who puts an event elsewhere, beside the second mark, where the two lie far enough apart on the screen. */
  _drawReleased() {
    for (const { event, anchor, hidden } of this.marks.values()) {
      for (const { at, label } of hidden ? [] : event.released || []) {
        const [from, point] = [this._point(anchor), this._point(latLng(at))];
        const far = Math.hypot(from.x - point.x, from.y - point.y);
        if (far > SECOND_PX && this._shows(point)) {
          this._taken.push({ x: point.x - 6, y: point.y - 6, w: 12, h: 12 });
          this._takeLine(from, point);
          this._letter(label, [10, 22].flatMap((gap) => positions(point, { w: this._width(label, "measure") + 4, h: LINE_HEIGHT }, gap)));
        }
      }
    }
  },

  _letter(text, boxes) {
    const box = firstFree(boxes, this._taken, this._frame);
    if (box) {
      this._taken.push(box);
      this._svg.append(svgNode("text", { class: "measure", x: box.x + 2, y: box.y + 12 }, text));
    }
  },

  _takeLine(from, to) {
    for (let share = 0.06; share < 0.95; share += 0.05) {
      this._taken.push({ x: from.x + (to.x - from.x) * share - 3, y: from.y + (to.y - from.y) * share - 3, w: 6, h: 6 });
    }
  },

  _drawCountries() {
    const zoom = this._map.getZoom();
    const limits = this._map.options.maxBounds; // beyond it no country is drawn
    const drawn = limits ? common(this._frame, this._point(limits.getNorthWest()), this._point(limits.getSouthEast())) : this._frame;
    for (const country of this.base.countries) {
      const size = { w: this._width(country.name, "country") + 8, h: LINE_HEIGHT };
      const boxes = country.at
        .filter(([, , low, high]) => zoom >= low && zoom < high)
        .map((position) => this._point(latLng(position)))
        .map((point) => ({ x: point.x - size.w / 2, y: point.y - size.h / 2, ...size }));
      const box = firstFree(boxes, [...this._taken, ...this._rings], drawn);
      if (box) {
        this._taken.push(box);
        this._svg.append(svgNode("text", { class: "country", x: box.x + 4, y: box.y + 12 }, country.name));
      }
    }
  },

  _drawPlaces() {
    const zoom = this._map.getZoom();
    for (const place of this.base.places) {
      const point = this._point(latLng(place.at));
      if (zoom >= place.zoom && this._shows(point)) {
        this._drawPlace(place, point);
      }
    }
  },

  /** The name of a river beside it, where enough of it is seen; a second time only far away from the first. */
  _drawWaters() {
    if (this._map.getZoom() >= this.base.river_zoom) {
      return;
    }
    for (const water of this.base.waters) {
      const wide = this._width(water.name, "water") + 2;
      const points = water.at.map((spot) => this._point(latLng(spot))).filter((point) => this._shows(point));
      const reach = Math.max(0, ...points.map((point) => Math.hypot(point.x - points[0].x, point.y - points[0].y)));
      if (reach > wide) {
        this._drawWater(water, wide, points);
      }
    }
  },

  _drawWater(water, wide, points) {
    const drawn = [];
    for (const point of points) {
      const far = drawn.every((other) => Math.hypot(other.x - point.x, other.y - point.y) > WATER_REPEAT_PX);
      const box = far && firstFree(positions(point, { w: wide, h: 14 }, 6), this._taken, this._frame);
      if (box) {
        this._taken.push(box);
        drawn.push(point);
        this._svg.append(svgNode("text", { class: "water-name", x: box.x + 1, y: box.y + 11 }, water.name));
      }
    }
  },

  _drawPlace(place, point) {
    const wide = this._width(place.name, "place") + 2;
    const arabic = place.ar ? this._width(place.ar, "ar") + 2 : 0;
    const single = positions(point, { w: wide, h: 14 }, 5);
    const double = arabic ? positions(point, { w: Math.max(wide, arabic), h: 28 }, 5) : [];
    const dot = { x: point.x - 3, y: point.y - 3, w: 6, h: 6 };
    const both = this._map.getZoom() >= 8 && firstFree(double, this._taken, this._frame);
    const box = both || firstFree(single, this._taken, this._frame);
    if (!box || !firstFree([dot], this._taken, this._frame)) {
      return;
    }
    this._taken.push(box, dot);
    const onRight = box.x >= point.x;
    const anchor = { x: onRight ? box.x : box.x + box.w, "text-anchor": onRight ? "start" : "end" };
    this._svg.append(svgNode("circle", { class: "place-dot", cx: point.x, cy: point.y, r: 1.8 }));
    this._svg.append(svgNode("text", { class: "place", ...anchor, y: box.y + 11 }, place.name));
    if (both) {
      // A line of its own, anchored on its left edge: "start" would be the right edge of right-to-left text.
      const x = onRight ? box.x : box.x + box.w - arabic;
      this._svg.append(svgNode("text", { class: "place ar", x, y: box.y + 25, direction: "ltr" }, place.ar));
    }
  },
});
