// ISO dates and spans in words, as geostrike/maps/wording.py writes them; pure.

/** A date, month, year or span as people write it; `months` are the names of the months. */
export function spoken(text, months) {
  const [first, last] = text.split("/").map((part) => inWords(part, months));
  if (!last || last === first) {
    return first;
  }
  const [head, tail] = [first.split(" "), last.split(" ")];
  let shared = 0;
  while (shared < Math.min(head.length, tail.length) - 1 && head.at(-1 - shared) === tail.at(-1 - shared)) {
    shared += 1;
  }
  const kept = head.slice(0, head.length - shared);
  return `${kept.join(" ")}${kept.length === 1 ? "–" : " – "}${tail.join(" ")}`;
}

function inWords(text, months) {
  const [year, month, day] = text.split("-");
  return [day && String(Number(day)), month && months[Number(month) - 1], year].filter(Boolean).join(" ");
}
