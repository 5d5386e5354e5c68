// Search field, filters and the number of events shown: they change the store and follow it.

import { enableSearchField } from "./searchfield.js";

function fill(phrase, facts) {
  return phrase.replace(/\{(\w+)\}/gu, (_, key) => facts[key]);
}

/** Makes room for the search field: a card that covers it is closed, a panel that was folded away opens. */
function showField(closeCard) {
  if (document.body.classList.contains("reading")) {
    closeCard();
  }
  if (document.body.classList.contains("panel-closed")) {
    document.getElementById("panel-switch").click();
  }
}

/** The button that leaves only events on which sources disagree. */
function enableDisputed(store, list, closeCard) {
  const button = document.getElementById("disputed");
  const boxes = [...document.querySelectorAll("[data-facet=dispute] input")].map((box) => box.value);
  const kinds = boxes.filter((value) => value !== "none");
  const pressed = ({ chosen }) => chosen.dispute?.length === kinds.length && !chosen.dispute.includes("none");
  button?.addEventListener("click", () => store.set({ chosen: { dispute: pressed(store.state) ? [] : kinds } }));
  store.listen(({ state }) => button?.setAttribute("aria-pressed", String(pressed(state))));
  document.querySelector("[data-disputed]")?.addEventListener("click", (event) => {
    event.preventDefault();
    closeCard();
    store.set({ chosen: { dispute: kinds } });
    list.focusFirst();
  });
}

function enableSearch(store, list, closeCard) {
  const field = enableSearchField({
    search: (query) => store.set({ query }),
    focusList: list.focusFirst,
    openFirst: list.openFirst,
    makeRoom: () => showField(closeCard),
  });
  store.listen(({ state }) => {
    if (field.value.trim() !== state.query.trim()) {
      field.value = state.query;
    }
  });
}

function enableFacet(store, group) {
  const key = group.dataset.facet;
  const boxes = [...group.querySelectorAll("input")];
  group.addEventListener("change", () => store.set({ chosen: { [key]: boxes.filter((box) => box.checked).map((box) => box.value) } }));
  store.listen(({ state }) => {
    const numbers = store.counts(key);
    for (const box of boxes) {
      const n = numbers.get(box.value) || 0;
      box.checked = state.chosen[key].includes(box.value);
      box.closest("label").querySelector(".n").textContent = n;
      box.closest("li").classList.toggle("none", n === 0 && !box.checked);
    }
  });
}

/** Makes the tools work; `list` can focus and open its first shown event, `closeCard()` an open card. */
export function enableTools(store, words, list, closeCard) {
  const reset = document.getElementById("reset");
  const shown = document.getElementById("shown");
  const on = document.getElementById("filters-on");
  document.getElementById("tools").hidden = false;
  enableSearch(store, list, closeCard);
  document.querySelectorAll("[data-facet]").forEach((group) => enableFacet(store, group));
  enableDisputed(store, list, closeCard);
  reset.addEventListener("click", () => {
    store.reset();
    document.getElementById("search").focus();
  });
  store.listen(({ state, entries, filtered }) => {
    const facts = { n: store.shown.size, m: entries.length };
    const number = Object.values(state.chosen).filter((values) => values.length).length;
    shown.textContent = fill(filtered ? words.shown : words.shown_all, facts);
    reset.hidden = !filtered;
    if (on) {
      on.textContent = number ? ` · ${fill(words.filters_on, { n: number })}` : "";
    }
  });
}

export { fill };
