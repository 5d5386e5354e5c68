// Keeps the page's state in the fragment of its address, and follows it when a reader changes that.

import { decode, encode } from "../address.js";

const PAUSE_MS = 300;

function isBare({ query, from, to, chosen }) {
  return !query && from === null && to === null && Object.values(chosen).every((values) => !values.length);
}

/** `seen()` is the state to keep; `apply(filters, bare)`, `openId(id, options)` and `shut()` bring it about. */
export function createTrail({ head, view, seen, apply, openId, shut }) {
  let written = location.hash;
  let following = false;
  let timer = 0;

  function write(push) {
    const fragment = `#${encode({ ...seen(), view: view.get() })}`;
    if (following || fragment === location.hash || (!location.hash && fragment === "#all")) {
      return;
    }
    written = fragment;
    if (push) {
      location.hash = fragment;
    } else if (location.protocol !== "about:") {
      location.replace(location.href.split("#")[0] + fragment);
    }
  }

  async function follow() {
    const { card, view: place, ...filters } = decode(location.hash, head.facets);
    following = true;
    await apply(filters, isBare(filters));
    if (place) {
      view.set(place);
    }
    if (card === null) {
      shut();
    } else {
      await openId(card, { move: !place });
    }
    following = false;
  }

  window.addEventListener("hashchange", () => {
    if (location.hash !== written) {
      written = location.hash;
      follow();
    }
  });
  return {
    follow,
    write: () => write(true),
    /** Writes when nothing has moved for a moment, without a step back in the browser's history. */
    writeSoon() {
      clearTimeout(timer);
      timer = setTimeout(() => write(false), PAUSE_MS);
    },
  };
}
