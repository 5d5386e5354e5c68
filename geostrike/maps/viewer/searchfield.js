// The search field of both kinds of page: its keys, and the slash that leads to it; knows no event.

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** Whether keys that are pressed now are text that somebody types. */
export function isTyping(target) {
  return target instanceof Element && target.matches(TYPING);
}

/** Brings the field to life: `search(text)` hears what is typed; the arrow leads to the list, Enter opens its first. */
export function enableSearchField({ search, focusList, openFirst, makeRoom }) {
  const field = document.getElementById("search");
  const act = {
    ArrowDown: focusList,
    Enter: openFirst,
    Escape: () => {
      field.value = "";
      search("");
    },
  };
  field.addEventListener("input", () => search(field.value));
  field.addEventListener("keydown", (event) => {
    if (event.key in act && (event.key !== "Escape" || field.value)) {
      event.preventDefault();
      act[event.key]();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      makeRoom();
      field.focus();
      field.select();
    }
  });
  return field;
}
