// Search field, filters, numbers of events: they change the state of the page and follow it.

import { enableSearchField } from "../searchfield.js";
import { fill } from "../tools.js";

const PAUSE_MS = 120;
const MOST_VALUES = 30;

/** How a value of a facet is called. */
export function valueName(head, facet, value) {
  if (!value) {
    return head.words.not_given;
  }
  if (facet === "country") {
    return head.countries[value] || value;
  }
  return facet === "status" ? head.words[`status_${value}`] || value : value;
}

function choice(head, facet, value, change) {
  const item = document.createElement("li");
  const label = document.createElement("label");
  const box = document.createElement("input");
  const [name, number] = ["name", "n"].map((className) => {
    const element = document.createElement("span");
    element.className = className;
    return element;
  });
  box.type = "checkbox";
  box.addEventListener("change", change);
  name.textContent = valueName(head, facet, value);
  name.dir = "auto";
  label.append(box, name, number);
  item.append(label);
  return { item, box, number, value };
}

function facetGroup(head, name, values, numbers, change) {
  const group = document.createElement("fieldset");
  group.className = "facet";
  group.dataset.facet = name;
  const title = document.createElement("legend");
  title.textContent = head.words[`facet_${name}`];
  const list = document.createElement("ul");
  const ranked = values.map((value, at) => [value, numbers[at]]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const choices = ranked.slice(0, MOST_VALUES).map(([value]) => choice(head, name, value, () => change(name, choices.filter(({ box }) => box.checked).map((one) => one.value))));
  list.append(...choices.map(({ item }) => item));
  group.append(title, list);
  if (ranked.length > MOST_VALUES) {
    const rest = document.createElement("p");
    rest.className = "muted";
    rest.textContent = fill(head.words.more_values, { n: (ranked.length - MOST_VALUES).toLocaleString("en") });
    group.append(rest);
  }
  return { group, name, choices, place: new Map(values.map((value, at) => [value, at])) };
}

function enableSearch(change, list, makeRoom) {
  let timer = 0;
  const search = (query) => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ query }), PAUSE_MS);
  };
  return enableSearchField({ search, focusList: list.focus, openFirst: list.openFirst, makeRoom });
}

/** Makes the tools work: `change(part)` changes the state, the answer's `show(state, result)` follows it; `makeRoom()` uncovers the tools. */
export function enableFacets(head, values, first, { change, reset, list, makeRoom }) {
  const field = enableSearch(change, list, makeRoom);
  const groups = head.facets.map((name) => facetGroup(head, name, values[name], first.counts[name], (key, chosen) => change({ chosen: { [key]: chosen } })));
  document.getElementById("facets").append(...groups.map(({ group }) => group));
  document.getElementById("filters").hidden = groups.length === 0;
  document.getElementById("tools").hidden = false;
  const [resetButton, shown, on] = ["reset", "shown", "filters-on"].map((id) => document.getElementById(id));
  resetButton.addEventListener("click", () => {
    reset();
    field.focus();
  });
  return {
    show(state, { order, onMap, counts }) {
      const facts = { n: order.length.toLocaleString("en"), m: head.n.toLocaleString("en") };
      const number = Object.values(state.chosen).filter((chosen) => chosen.length).length;
      const nowhere = order.length - onMap;
      const filtered = order.length < head.n || number > 0 || state.query.trim() !== "";
      shown.textContent = [fill(filtered ? head.words.shown : head.words.shown_all, facts),
        ...(nowhere ? [fill(head.words.nowhere, { n: nowhere.toLocaleString("en") })] : [])].join(" · ");
      resetButton.hidden = !filtered;
      on.textContent = number ? ` · ${fill(head.words.filters_on, { n: number })}` : "";
      if (field.value.trim() !== state.query.trim() && document.activeElement !== field) {
        field.value = state.query;
      }
      for (const { name, choices, place } of groups) {
        for (const { item, box, number: cell, value } of choices) {
          const n = counts[name][place.get(value)];
          box.checked = (state.chosen[name] || []).includes(value);
          cell.textContent = n.toLocaleString("en");
          item.classList.toggle("none", n === 0 && !box.checked);
        }
      }
    },
  };
}
