// The list: one tab stop, arrows walk it, the links themselves open.

/** Lets arrow keys walk the list's links. */
export function enableList() {
  const links = [...document.querySelectorAll(".list a.entry")];
  if (!links.length) {
    return;
  }
  const choose = (link) => links.forEach((other) => other.setAttribute("tabindex", other === link ? "0" : "-1"));
  choose(links[0]);
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  document.querySelector(".list").addEventListener("keydown", (event) => {
    const shown = links.filter((link) => !link.closest("[hidden]"));
    const at = shown.indexOf(document.activeElement);
    const ends = { Home: 0, End: shown.length - 1 };
    const next = event.key in ends ? ends[event.key] : at + (steps[event.key] || 0);
    if (at >= 0 && next !== at && shown[next]) {
      event.preventDefault();
      shown[next].focus();
    }
  });
  document.querySelector(".list").addEventListener("focusin", (event) => {
    if (links.includes(event.target)) {
      choose(event.target);
    }
  });
}
