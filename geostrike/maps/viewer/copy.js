// Lets a reader take things away: citations and addresses by copying, the public tables by saving.

import { readData } from "./data.js";

const SAVED = "text/csv;charset=utf-8";
const BYTE_ORDER_MARK = "\uFEFF"; // spreadsheets need it to see that the file is UTF-8

/** Whether the address is one that others can open too. */
export function isPublic({ protocol }) {
  return protocol === "https:" || protocol === "http:";
}

/** The address of a card: the one printed in it, else that of the page where it has one, else nothing. */
export function addressOf(printed, id, place) {
  return printed || (isPublic(place) ? `${place.href.split("#")[0]}#${encodeURIComponent(id)}` : "");
}

/** Whether a page may save files: a sandboxed frame may only where it says so, and cannot be asked from inside. */
export function maySave(view) {
  if (view.parent === view) {
    return true;
  }
  try {
    const { sandbox } = view.frameElement;
    return sandbox.length === 0 ? !view.frameElement.hasAttribute("sandbox") : sandbox.contains("allow-downloads");
  } catch {
    return view.origin !== "null";
  }
}

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const chosen = getSelection();
  chosen.removeAllRanges();
  chosen.addRange(range);
}

/** Copies the text of an element: by permission, else by marking it for the old way or for the reader's own hand. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent.trim());
    return true;
  } catch {
    select(element);
    return document.execCommand("copy");
  }
}

function enableCard(card, words) {
  const address = card.querySelector(".citation .address");
  const [link, said] = [card.querySelector(".permalink"), card.querySelector(".copy-said")];
  address.textContent = addressOf(address.textContent, card.id, location);
  for (const button of card.querySelectorAll("[data-copy]")) {
    const target = button.dataset.copy === "address" ? address : card.querySelector(".citation");
    button.hidden = !target.textContent;
    button.addEventListener("click", async () => {
      said.textContent = (await copy(target)) ? words.copied : words.copy_by_hand;
    });
  }
  if (address.textContent) {
    link.href = address.textContent;
  }
}

function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, text], { type: SAVED }));
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Makes the buttons of all cards and those of the tables work. */
export function enableTaking(words) {
  document.querySelectorAll("article.card").forEach((card) => enableCard(card, words));
  const downloads = document.getElementById("downloads");
  downloads.hidden = !maySave(window);
  downloads.addEventListener("click", ({ target }) => {
    const { table } = target.dataset;
    if (table) {
      save(table, readData("geostrike-tables")[table]);
    }
  });
}
