// The list of events: only the rows in view are in the page; one tab stop, arrows walk it, Enter opens.

const ROW_PX = 78;
const MOST_PX = 20_000_000; // a browser's boxes end at some 33 million pixels; a longer list is scrolled in larger steps
const BEYOND = 3; // rows above and below those in view
const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6, Home: -Infinity, End: Infinity };

function line(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  element.dir = "auto";
  return element;
}

function item({ title, meta, badge }, { at, row, size, top, here }) {
  const element = document.createElement("div");
  element.className = "entry row-entry";
  element.id = `row-${row}`;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", String(here));
  element.setAttribute("aria-setsize", String(size));
  element.setAttribute("aria-posinset", String(at + 1));
  element.style.top = `${top}px`;
  element.dataset.at = String(at);
  element.classList.toggle("here", here);
  element.append(line("title", title), line("meta", meta));
  if (badge) {
    element.lastElementChild.prepend(line("badge", badge), " ");
  }
  return element;
}

/** Heights and places of the rows of a list in its box; `state` has the order and the current place in it. */
function measuresOf(box, state) {
  const height = () => Math.min(state.order.length * ROW_PX, MOST_PX);
  const rate = () => {
    const free = height() - box.clientHeight;
    return free > 0 ? (state.order.length * ROW_PX - box.clientHeight) / free : 1;
  };
  return {
    height,
    first: () => Math.floor((box.scrollTop * rate()) / ROW_PX),
    visible: () => Math.floor(box.clientHeight / ROW_PX),
    top: (at) => box.scrollTop + at * ROW_PX - box.scrollTop * rate(),
    scrollOf: (at) => (at * ROW_PX) / rate(),
  };
}

/** Draws the rows in view, once their events are there. */
function createDrawing({ box, room, state, measures, fetch, say }) {
  const known = new Map();
  let wanted = 0;

  async function draw() {
    wanted += 1;
    const turn = wanted;
    const from = Math.max(measures.first() - BEYOND, 0);
    const rows = Array.from(state.order.subarray(from, from + measures.visible() + 2 * BEYOND + 2));
    const missing = rows.filter((row) => !known.has(row));
    if (missing.length) {
      (await fetch(missing)).forEach((event) => known.set(event.row, event));
    }
    if (turn === wanted) {
      room.replaceChildren(...rows.map((row, index) => {
        const at = from + index;
        return item(say(known.get(row)), { at, row, size: state.order.length, top: measures.top(at), here: at === state.current });
      }));
      mark();
    }
  }

  function mark() {
    const element = document.getElementById(`row-${state.order[state.current]}`);
    if (element) {
      box.setAttribute("aria-activedescendant", element.id);
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  return { draw, forget: () => known.clear() };
}

/** The list in `#rows`; `say(event)` gives title and line below, `fetch(rows)` the events, `open(row)` opens one. */
export function enableList({ fetch, say, open }) {
  const [box, room, note] = ["rows", "rows-room", "rows-note"].map((id) => document.getElementById(id));
  const state = { order: new Uint32Array(0), current: 0 };
  const measures = measuresOf(box, state);
  const { draw, forget } = createDrawing({ box, room, state, measures, fetch, say });

  /** Makes a row the current one and scrolls so far that it is in view. */
  function go(at) {
    const { order } = state;
    const current = Math.min(Math.max(at, 0), Math.max(order.length - 1, 0));
    const [seen, top] = [measures.first(), measures.scrollOf(current)];
    state.current = current;
    if (current < seen + 1 || current > seen + measures.visible() - 1) {
      box.scrollTop = Math.max(current > seen ? top - box.clientHeight + 1.5 * ROW_PX : top, 0);
    }
    return draw();
  }

  function openAt(at) {
    if (at < state.order.length) {
      state.current = at;
      open(state.order[at]);
    }
  }

  box.addEventListener("scroll", draw, { passive: true });
  new ResizeObserver(draw).observe(box);
  box.addEventListener("keydown", (event) => {
    if (event.key in STEPS) {
      event.preventDefault();
      go(state.current + STEPS[event.key]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      openAt(state.current);
    }
  });
  room.addEventListener("click", (event) => {
    const element = event.target.closest("[data-at]");
    if (element) {
      openAt(Number(element.dataset.at));
    }
  });

  return {
    /** Shows these rows in this order, from the top. */
    show(order, empty) {
      Object.assign(state, { order, current: 0 });
      forget();
      room.style.height = `${measures.height()}px`;
      box.scrollTop = 0;
      box.hidden = !order.length;
      note.hidden = order.length > 0;
      note.textContent = order.length ? "" : empty;
      return draw();
    },
    focus: () => box.focus({ preventScroll: true }),
    openFirst: () => openAt(0),
    /** Goes to a row, if it is shown; its place among those shown, or -1. */
    follow(row) {
      const at = state.order.indexOf(row);
      if (at >= 0) {
        go(at);
      }
      return at;
    },
    at: (index) => state.order[index],
    get length() {
      return state.order.length;
    },
    redraw: draw,
  };
}
