// Opens and closes the cards that stand in the page as plain HTML; closing gives the focus back.

import { fill } from "./tools.js";

const PREFIX = "event-";

/** The entry of an event in the list. */
export function entryOf(id) {
  return document.querySelector(`.list a[href="#${CSS.escape(PREFIX + id)}"]`);
}

/** Makes the cards behave; `onOpen(id)` and `onClose()` let map and address follow; steps lead through what is shown. */
export function enableCards(store, words, { onOpen, onClose }) {
  const cards = new Map([...document.querySelectorAll("article.card")].map((card) => [card.id.slice(PREFIX.length), card]));
  const holder = document.getElementById("cards");
  const [close, earlier, later] = ["card-close", "card-earlier", "card-later"].map((id) => document.getElementById(id));
  const position = document.getElementById("card-position");
  let current = null;
  let opener = null;

  /** What the reader steps through: the events shown, and the open one. */
  const walk = () => [...cards.keys()].filter((id) => store.shown.has(id) || id === current);

  function mark() {
    const ids = walk();
    const at = ids.indexOf(current);
    position.textContent = current === null ? "" : fill(words.card_position, { n: at + 1, m: ids.length });
    earlier.disabled = at <= 0;
    later.disabled = at === ids.length - 1;
  }

  /** The browser scrolls to what the address names; a card is read from its head. */
  function scrollHome() {
    holder.scrollTop = 0;
    holder.closest(".panel").scrollTop = 0;
  }

  function open(id) {
    if (!cards.has(id) || id === current) {
      return;
    }
    if (current === null) {
      opener = document.activeElement;
    }
    current = id;
    cards.forEach((card, key) => card.classList.toggle("open", key === id));
    document.body.classList.add("reading");
    mark();
    cards.get(id).focus({ preventScroll: true });
    onOpen(id);
    scrollHome();
  }

  function shut() {
    if (current === null) {
      return;
    }
    const last = current;
    const asked = opener?.closest(".list a.entry") ? null : opener;
    cards.get(last).classList.remove("open");
    current = null;
    document.body.classList.remove("reading");
    onClose();
    const back = [asked, entryOf(last), document.getElementById("search")].find((one) => one && one !== document.body && one.checkVisibility());
    back?.focus();
  }

  function step(by) {
    const ids = walk();
    const next = current !== null && ids[ids.indexOf(current) + by];
    if (next) {
      open(next);
    }
  }

  document.getElementById("card-bar").hidden = false;
  close.addEventListener("click", shut);
  earlier.addEventListener("click", () => step(-1));
  later.addEventListener("click", () => step(1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open], .leaflet-popup")) {
      shut();
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(`a[href^="#${PREFIX}"]`);
    if (link) {
      event.preventDefault();
      open(decodeURIComponent(link.getAttribute("href").slice(1 + PREFIX.length)));
    }
  });
  store.listen(mark);
  return {
    open,
    close: shut,
    get current() {
      return current;
    },
  };
}
