// Opens and closes the cards that stand in the page as plain HTML; Escape gives the focus back.

const PREFIX = "event-";

/** Makes the cards behave; `onOpen(id)` and `onClose()` let the map follow. */
export function enableCards({ onOpen, onClose }) {
  const cards = [...document.querySelectorAll("article.card")];
  const holder = document.getElementById("cards");
  const bar = document.getElementById("card-bar");
  const [close, earlier, later] = ["card-close", "card-earlier", "card-later"].map((id) => document.getElementById(id));
  const position = document.getElementById("card-position");
  let current = null;
  let opener = null;

  const indexOf = (id) => cards.findIndex((card) => card.id === PREFIX + id);

  function show(index) {
    cards.forEach((card, at) => card.classList.toggle("open", at === index));
    current = index;
    position.textContent = `${index + 1} / ${cards.length}`;
    earlier.disabled = index === 0;
    later.disabled = index === cards.length - 1;
    document.body.classList.add("reading");
    cards[index].focus({ preventScroll: true });
  }

  /** The browser scrolls to what the address names; a card is read from its head. */
  function scrollHome() {
    holder.scrollTop = 0;
    holder.closest(".panel").scrollTop = 0;
  }

  function open(id) {
    const index = indexOf(id);
    if (index < 0 || index === current) {
      return;
    }
    if (current === null) {
      opener = document.querySelector(`.list a[href="#${CSS.escape(PREFIX + id)}"]`);
    }
    show(index);
    setHash(PREFIX + id);
    scrollHome();
    onOpen(id);
  }

  function shut() {
    if (current === null) {
      return;
    }
    const last = cards[current].id;
    cards[current].classList.remove("open");
    current = null;
    document.body.classList.remove("reading");
    setHash("list");
    const back = document.querySelector(`.list a[href="#${CSS.escape(last)}"]`) || opener;
    if (back) {
      back.focus();
    }
    onClose();
  }

  function setHash(hash) {
    if (location.hash !== `#${hash}`) {
      location.hash = hash;
    }
  }

  function follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id.startsWith(PREFIX)) {
      open(id.slice(PREFIX.length));
    } else if (current !== null) {
      shut();
    }
  }

  const step = (by) => current !== null && cards[current + by] && open(cards[current + by].id.slice(PREFIX.length));
  bar.hidden = false;
  close.addEventListener("click", shut);
  earlier.addEventListener("click", () => step(-1));
  later.addEventListener("click", () => step(1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      shut();
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(`a[href^="#${PREFIX}"]`);
    if (link) {
      event.preventDefault();
      open(decodeURIComponent(link.getAttribute("href").slice(1 + PREFIX.length)));
    }
  });
  window.addEventListener("hashchange", follow);
  follow();
  return { open, close: shut };
}
