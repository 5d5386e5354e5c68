// What stands around the map: zoom buttons, locator, panel switch, help, and a size of its own for print.

import { isPublic } from "./copy.js";
import { isTyping } from "./searchfield.js";

function on(id, type, act) {
  const element = document.getElementById(id);
  if (element) {
    element.addEventListener(type, act);
  }
  return element;
}

function followLocator(map) {
  const view = document.getElementById("locator-view");
  if (!view) {
    return;
  }
  const [west, south, east, north] = view.dataset.box.split(" ").map(Number);
  const [width, height] = view.dataset.size.split(" ").map(Number);
  const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  const x = (lon) => ((lon - west) / (east - west)) * width;
  const y = (lat) => ((mercator(north) - mercator(lat)) / (mercator(north) - mercator(south))) * height;
  const move = () => {
    const bounds = map.getBounds();
    const [left, right] = [x(bounds.getWest()), x(bounds.getEast())];
    const [top, bottom] = [y(Math.min(bounds.getNorth(), 85)), y(Math.max(bounds.getSouth(), -85))];
    const size = { x: Math.max(left, 0), y: Math.max(top, 0), width: Math.max(right - left, 3), height: Math.max(bottom - top, 3) };
    for (const [name, value] of Object.entries(size)) {
      view.setAttribute(name, value.toFixed(2));
    }
  };
  map.on("moveend", move);
  move();
}

/** On paper nothing is folded away and the map has a size of its own. */
function enablePrint(showWhole) {
  let folded = [];
  window.addEventListener("beforeprint", () => {
    document.body.classList.add("printing");
    folded = [...document.querySelectorAll("details:not([open])")].filter((one) => one.id !== "filters");
    folded.forEach((one) => one.setAttribute("open", ""));
    showWhole();
  });
  window.addEventListener("afterprint", () => {
    document.body.classList.remove("printing");
    folded.forEach((one) => one.removeAttribute("open"));
    showWhole();
  });
}

/** The link out of a small frame: to where the page is published, else the page unfolds where it is. */
function enableWhole(map, showWhole) {
  const link = document.getElementById("open-whole");
  const framed = window.parent !== window && isPublic(location);
  if (!link) {
    return;
  }
  if (link.getAttribute("href").startsWith("#") && framed) {
    link.href = location.href.split("#")[0];
    link.target = "_blank";
  }
  link.addEventListener("click", (event) => {
    if (link.getAttribute("href").startsWith("#")) {
      event.preventDefault();
      document.body.classList.add("unfolded");
      map.invalidateSize();
      showWhole();
    }
  });
}

function enableHelp() {
  const dialog = document.getElementById("keys");
  on("keys-open", "click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.key === "?" && dialog && !dialog.open && !isTyping(event.target)) {
      dialog.showModal();
    }
  });
  on("keys-close", "click", () => dialog.close());
}

/** The note on events without a place: a click marks them in the list and goes to the first. */
function enableNote(closeCard) {
  on("unplaced", "click", (event) => {
    event.preventDefault();
    closeCard();
    const marked = document.body.classList.toggle("seeking");
    const first = document.querySelector(".list li[data-unplaced] a.entry");
    if (marked && first) {
      first.scrollIntoView({ block: "center" });
      first.focus({ preventScroll: true });
    }
  });
}

/** Makes the frame's controls work. */
export function enableFrame(map, view, closeCard) {
  const zoom = (by) => {
    view.hand();
    map.setZoom(map.getZoom() + by);
  };
  on("zoom-in", "click", () => zoom(1));
  on("zoom-out", "click", () => zoom(-1));
  on("whole-map", "click", view.whole);
  const panelSwitch = on("panel-switch", "click", () => {
    const closed = document.body.classList.toggle("panel-closed");
    panelSwitch.setAttribute("aria-expanded", String(!closed));
    panelSwitch.textContent = closed ? panelSwitch.dataset.show : panelSwitch.dataset.hide;
    map.invalidateSize();
  });
  followLocator(map);
  enableNote(closeCard);
  enableHelp();
  enablePrint(view.whole);
  enableWhole(map, view.whole);
}
