// Entry of the bundle for EventsLayer on any folium map: no page around it, a popup instead of a card.

import { latLng, readData } from "./data.js";
import { drawMarks } from "./marks.js";

function line(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

function popup(event) {
  const box = document.createElement("div");
  box.className = "geostrike-popup";
  box.append(line("strong", "title", event.title), line("p", "when", `${event.name}, ${event.date}`));
  for (const text of event.lines) {
    box.append(line("p", "line", text));
  }
  return box;
}

window.geostrikeLayer = function geostrikeLayer(map, id) {
  const data = readData(id);
  const marks = drawMarks(map, data.events);
  for (const { event, bounds } of marks.values()) {
    const size = { radius: 14, stroke: false, fillOpacity: 0, bubblingMouseEvents: false };
    const target = event.shape === "point" ? L.circleMarker(latLng(event.at), size) : L.rectangle(bounds, { ...size });
    const tip = () => line("span", "geostrike-tip", `${event.name}, ${event.date}`); // a string would be read as markup
    target.bindPopup(() => popup(event)).bindTooltip(tip).addTo(map);
  }
  return marks;
};
