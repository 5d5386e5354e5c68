// The list of events: only the rows in view are in the page; one tab stop, arrows walk it, Enter opens.

const ROW_PX = 78;
const MOST_PX = 20_000_000; // a browser's boxes end at some 33 million pixels; a longer list is scrolled in larger steps
const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6, Home: -Infinity, End: Infinity };

function line(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  element.dir = "auto";
  return element;
}

/** The list in `#rows`; `say(event)` gives title and line below, `fetch(rows)` the events, `open(row)` opens one. */
export function enableList({ fetch, say, open }) {
  const box = document.getElementById("rows");
  const room = document.getElementById("rows-room");
  const note = document.getElementById("rows-note");
  const known = new Map();
  let order = new Uint32Array(0);
  let current = 0;
  let wanted = 0;

  const height = () => Math.min(order.length * ROW_PX, MOST_PX);
  const rate = () => {
    const free = height() - box.clientHeight;
    return free > 0 ? (order.length * ROW_PX - box.clientHeight) / free : 1;
  };
  const first = () => Math.floor((box.scrollTop * rate()) / ROW_PX);

  function item(at, event) {
    const element = document.createElement("div");
    element.className = "entry row-entry";
    element.id = `row-${order[at]}`;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", String(at === current));
    element.setAttribute("aria-setsize", String(order.length));
    element.setAttribute("aria-posinset", String(at + 1));
    element.style.top = `${box.scrollTop + at * ROW_PX - box.scrollTop * rate()}px`;
    element.dataset.at = String(at);
    element.classList.toggle("here", at === current);
    const { title, meta, badge } = say(event);
    element.append(line("title", title), line("meta", meta));
    if (badge) {
      element.lastElementChild.prepend(line("badge", badge), " ");
    }
    return element;
  }

  async function draw() {
    wanted += 1;
    const turn = wanted;
    const from = Math.max(first() - 3, 0);
    const rows = Array.from(order.subarray(from, from + Math.ceil(box.clientHeight / ROW_PX) + 7));
    const missing = rows.filter((row) => !known.has(row));
    if (missing.length) {
      (await fetch(missing)).forEach((event) => known.set(event.row, event));
    }
    if (turn !== wanted) {
      return;
    }
    room.replaceChildren(...rows.map((row, index) => item(from + index, known.get(row))));
    mark();
  }

  function mark() {
    const element = document.getElementById(`row-${order[current]}`);
    if (element) {
      box.setAttribute("aria-activedescendant", element.id);
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  /** Scrolls so far that the current row is in view. */
  function reveal() {
    const top = (current * ROW_PX) / rate();
    const seen = first();
    const visible = Math.floor(box.clientHeight / ROW_PX);
    if (current < seen + 1 || current > seen + visible - 1) {
      box.scrollTop = Math.max(current > seen ? top - box.clientHeight + 1.5 * ROW_PX : top, 0);
    }
    return draw();
  }

  function go(at) {
    current = Math.min(Math.max(at, 0), Math.max(order.length - 1, 0));
    return reveal();
  }

  box.addEventListener("scroll", draw, { passive: true });
  new ResizeObserver(draw).observe(box);
  box.addEventListener("keydown", (event) => {
    if (event.key in STEPS && order.length) {
      event.preventDefault();
      go(current + STEPS[event.key]);
    } else if (event.key === "Enter" && order.length) {
      event.preventDefault();
      open(order[current]);
    }
  });
  room.addEventListener("click", (event) => {
    const element = event.target.closest("[data-at]");
    if (element) {
      current = Number(element.dataset.at);
      open(order[current]);
    }
  });

  return {
    /** Shows these rows in this order, from the top. */
    show(rows, empty) {
      order = rows;
      current = 0;
      known.clear();
      room.style.height = `${height()}px`;
      box.scrollTop = 0;
      box.hidden = !rows.length;
      note.hidden = rows.length > 0;
      note.textContent = rows.length ? "" : empty;
      return draw();
    },
    focus() {
      box.focus({ preventScroll: true });
    },
    openFirst() {
      if (order.length) {
        open(order[0]);
      }
    },
    /** Goes to a row, if it is shown; its place among those shown, or -1. */
    follow(row) {
      const at = order.indexOf(row);
      if (at >= 0) {
        go(at);
      }
      return at;
    },
    at: (index) => order[index],
    get length() {
      return order.length;
    },
    redraw: draw,
  };
}
