// The list: one tab stop, arrows walk it, the links themselves open; what is filtered out is hidden.

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Lets arrow keys walk the list's links and hides what the store does not show; `open(id)` opens a card. */
export function enableList(store, open) {
  const list = document.querySelector(".list");
  const links = [...list.querySelectorAll("a.entry")];
  const shown = () => links.filter((link) => !link.closest("[hidden]"));
  const choose = (link) => links.forEach((other) => other.setAttribute("tabindex", other === link ? "0" : "-1"));
  const idOf = (link) => link.closest("[data-id]").dataset.id;

  list.addEventListener("keydown", (event) => {
    const walk = shown();
    const at = walk.indexOf(document.activeElement);
    const ends = { Home: 0, End: walk.length - 1 };
    const next = event.key in ends ? ends[event.key] : at + (STEPS[event.key] || 0);
    if (at >= 0 && next !== at && walk[next]) {
      event.preventDefault();
      walk[next].focus();
    }
  });
  list.addEventListener("focusin", (event) => {
    if (links.includes(event.target)) {
      choose(event.target);
    }
  });
  store.listen(() => {
    for (const item of list.querySelectorAll("[data-id]")) {
      item.hidden = !store.shown.has(item.dataset.id);
    }
    for (const chapter of list.querySelectorAll(".episode")) {
      chapter.hidden = !chapter.querySelector("[data-id]:not([hidden])");
    }
    const [first] = shown();
    if (first && !links.some((link) => link.tabIndex === 0 && !link.closest("[hidden]"))) {
      choose(first);
    }
  });
  if (links.length) {
    choose(shown()[0] || links[0]);
  }
  return {
    focusFirst: () => shown()[0]?.focus(),
    openFirst() {
      const [first] = shown();
      if (first) {
        open(idOf(first));
      }
    },
    /** Marks the entry of an event, or none, and brings it into view. */
    mark(id) {
      for (const item of list.querySelectorAll("[data-id]")) {
        item.classList.toggle("here", item.dataset.id === id);
      }
      list.querySelector("[data-id].here")?.scrollIntoView({ block: "nearest" });
    },
  };
}
