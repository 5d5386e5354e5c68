// The card of one event: opens it, closes it, steps to the next; gives the focus back.

import { fill } from "../tools.js";
import { cardOf } from "./card.js";

const CARD = "event-";
const EDGE_PX = 30;
const parts = (...ids) => ids.map((id) => document.getElementById(id));
const figure = (number) => number.toLocaleString("en");

function permalink({ id }, words) {
  const [paragraph, link] = ["p", "a"].map((name) => document.createElement(name));
  link.className = "permalink";
  link.href = `#${CARD}${encodeURIComponent(id)}`;
  link.textContent = words.permalink;
  paragraph.append(link);
  return paragraph;
}

/** Moves the map only as far as is needed to see a place above an open card. */
function bring(map, holder, [lon, lat]) {
  const point = map.latLngToContainerPoint([lat, lon]);
  const [size, frame] = [map.getSize(), map.getContainer().getBoundingClientRect()];
  const sheet = holder.getBoundingClientRect();
  const low = sheet.width > 0.9 * frame.width && sheet.top < frame.bottom ? sheet.top - frame.top : size.y;
  if (point.x < EDGE_PX || point.y < EDGE_PX || point.x > size.x - EDGE_PX || point.y > low - EDGE_PX) {
    map.panBy([point.x - size.x / 2, point.y - low / 2], { animate: false });
  }
}

/** Gives the focus back to what had it, or to the list. */
function giveBack(opener, list) {
  if (opener && opener !== document.body && opener.isConnected && opener.checkVisibility()) {
    opener.focus({ preventScroll: true });
  } else {
    list.focus();
  }
}

/** The card; `spot(row)` is [lon, lat] or null, `changed()` hears when another card or none is open. */
export function createReader({ head, store, map, marks, list, spot, changed }) {
  const { words } = head;
  const [holder, card, bar, position] = parts("cards", "card", "card-bar", "card-position");
  const [close, earlier, later] = parts("card-close", "card-earlier", "card-later");
  let current = null;
  let opener = null;

  /** Tells where in the list the open event stands, which follows it. */
  function follow() {
    const at = current ? list.follow(current.row) : -1;
    position.textContent = at < 0 ? "" : fill(words.card_position, { n: figure(at + 1), m: figure(list.length) });
    earlier.disabled = at <= 0;
    later.disabled = at < 0 || at === list.length - 1;
  }

  async function open(row, { move = true } = {}) {
    const [event] = await store.rows([row]);
    opener = current ? opener : document.activeElement;
    current = event;
    card.replaceChildren(...cardOf(event, spot(row), head), permalink(event, words));
    card.classList.add("open");
    card.setAttribute("aria-label", event.title);
    bar.hidden = false;
    document.body.classList.add("reading");
    holder.scrollTop = 0;
    card.focus({ preventScroll: true });
    follow();
    marks.choose(row);
    if (move && spot(row)) {
      bring(map, holder, spot(row));
    }
    changed();
    return true;
  }

  async function openId(id, options) {
    const row = await store.find(String(id));
    return row < 0 ? false : open(row, options);
  }

  function shut() {
    if (current) {
      current = null;
      card.classList.remove("open");
      document.body.classList.remove("reading");
      marks.choose(-1);
      list.redraw();
      giveBack(opener, list);
      changed();
    }
  }

  function step(by) {
    const at = current ? list.follow(current.row) : -1;
    if (at >= 0 && at + by >= 0 && at + by < list.length) {
      open(list.at(at + by));
    }
  }

  close.addEventListener("click", shut);
  earlier.addEventListener("click", () => step(-1));
  later.addEventListener("click", () => step(1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) {
      shut();
    }
  });
  card.addEventListener("click", (event) => {
    if (event.target.closest(".permalink")) {
      event.preventDefault();
      changed();
    }
  });
  return {
    open,
    openId,
    shut,
    follow,
    /** The open event's id as an address holds it, or null. */
    address: () => (current ? encodeURIComponent(current.id) : null),
  };
}
