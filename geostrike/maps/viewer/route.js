// Keeps the address and the page together: open card, filters, search and view of the map, in the fragment alone.

import { decode, encode } from "./address.js";

const PAUSE_MS = 300;

/** Whether the page has an address of its own; in a frame made by srcdoc a new one would leave the page. */
function hasAddress() {
  return location.protocol !== "about:";
}

/** Starts following; `cards` has open, close and current, `view` has get and set. */
export function enableRoute(store, cards, view) {
  let written = location.hash;
  let timer = 0;
  let following = true;

  function write(push) {
    if (following) {
      return;
    }
    const fragment = `#${encode({ ...store.state, card: cards.current, view: view.get() })}`;
    if (fragment === location.hash || (!location.hash && fragment === "#all")) {
      return;
    }
    written = fragment;
    if (push) {
      location.hash = fragment;
    } else if (hasAddress()) {
      location.replace(location.href.split("#")[0] + fragment);
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => write(false), PAUSE_MS);
  }

  function known({ chosen, ...rest }) {
    const kept = Object.entries(chosen).map(([key, values]) => [key, values.filter((value) => store.has(key, value))]);
    return { ...rest, chosen: Object.fromEntries(kept) };
  }

  function follow() {
    const { card, view: seen, ...filters } = known(decode(location.hash, store.facets));
    following = true;
    store.set({ ...filters, ids: store.state.ids });
    if (card === null) {
      cards.close();
    } else {
      cards.open(card);
    }
    if (seen) {
      view.set(seen);
    }
    following = false;
  }

  window.addEventListener("hashchange", () => {
    if (location.hash !== written) {
      written = location.hash;
      follow();
    }
  });
  follow();
  store.listen(later);
  return { card: () => write(true), view: later };
}
