// Folds text so that a search finds a name in any spelling of the keyboard: accents, case, Arabic forms; pure.

const LOOSE = /[\p{M}\u0640'’‘ʻʼʾʿ`´]/gu;
const SIGNS = { ى: "ي", ة: "ه", ı: "i", ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d" };
const SPECIAL = new RegExp(`[${Object.keys(SIGNS).join("")}]`, "gu");

/** Text in lower case without accents, hamzas, vowel signs and apostrophes; all else that is no letter or digit is one space. */
export function fold(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(LOOSE, "")
    .replace(SPECIAL, (sign) => SIGNS[sign])
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** What a text is searched by: folded, and once more with its articles joined, so that "alqaim" finds "al-Qaim". */
export function haystack(texts) {
  const folded = texts.filter(Boolean).map(fold).join(" | ");
  const joined = folded.replace(/(^| )([ae][ldnrsz]|[ae]sh) (?=\p{L})/gu, "$1$2");
  return ` ${folded}${joined === folded ? "" : ` | ${joined}`}`;
}

/** The words of a query, folded. */
export function terms(query) {
  return fold(query).split(" ").filter(Boolean);
}

/** Whether each word of a query begins a word of a haystack; from three letters on it may also stand inside one. */
export function found(words, hay) {
  return words.every((word) => hay.includes(word.length < 3 ? ` ${word}` : word));
}
