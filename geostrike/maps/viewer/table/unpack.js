// Opens packed columns: signs, deflate, planes of bytes, numbers of words; the opposite of maps/table/packing.py and words.py.

const OFFSET = { lon: 180e6, lat: 90e6 };
const [TWO, THREE, FOUR] = [176, 240, 255]; // leading bytes from which a word takes two, three, four bytes
const FROM_THREE = (THREE - TWO) * 256;
const FROM_FOUR = FROM_THREE + (FOUR - THREE) * 65536;

const VALUES = new Uint8Array(128);
Array.from({ length: 94 }, (_, at) => at + 33).filter((sign) => !"\"\\<".includes(String.fromCharCode(sign))).forEach((sign, at) => {
  VALUES[sign] = at;
});

/** Bytes of a text that holds thirteen bits in two signs. */
export function bytesOf(text) {
  const pairs = (text.length - 1) / 2;
  const out = new Uint8Array(Math.floor((13 * pairs) / 8) - VALUES[text.charCodeAt(0)]);
  let [bits, held, place] = [0, 0, 0];
  for (let at = 1; at < text.length; at += 2) {
    bits |= (VALUES[text.charCodeAt(at)] + 91 * VALUES[text.charCodeAt(at + 1)]) << held;
    held += 13;
    while (held > 7) {
      out[place] = bits;
      place += 1;
      bits >>>= 8;
      held -= 8;
    }
  }
  return out;
}

/** What a line holds once inflated. */
export async function open(line) {
  const stream = new Blob([bytesOf(line)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The text that a line holds. */
export async function openText(line) {
  return new TextDecoder().decode(await open(line));
}

/** Whole numbers from their planes, the least significant first. */
export function numbersOf(planes) {
  const n = planes[0].length;
  const out = planes.length === 1 ? planes[0] : new (planes.length === 2 ? Uint16Array : Uint32Array)(n);
  for (let plane = 1; plane < planes.length; plane += 1) {
    const bytes = planes[plane];
    const shift = 8 * plane;
    const low = plane === 1 ? planes[0] : null;
    for (let at = 0; at < n; at += 1) {
      out[at] = (low ? low[at] : out[at]) + (bytes[at] << shift >>> 0);
    }
  }
  return out;
}

/** Every second bit of 32, from the first. */
function compact(bits) {
  let out = bits & 0x55555555;
  out = (out | (out >>> 1)) & 0x33333333;
  out = (out | (out >>> 2)) & 0x0f0f0f0f;
  out = (out | (out >>> 4)) & 0x00ff00ff;
  return (out | (out >>> 8)) & 0xffff;
}

/** Sorted Morton keys, as two halves of 32 bits, and the positions in millionths of a degree. */
export function placesOf(planes) {
  const n = planes[0].length;
  const low = numbersOf(planes.slice(0, 4));
  const high = numbersOf(planes.slice(4));
  const lon = new Int32Array(n);
  const lat = new Int32Array(n);
  for (let at = 0; at < n; at += 1) {
    if (at) {
      const sum = low[at - 1] + low[at];
      high[at] += high[at - 1] + (sum > 0xffffffff ? 1 : 0);
      low[at] = sum;
    }
    lon[at] = ((compact(high[at]) << 16) | compact(low[at])) - OFFSET.lon;
    lat[at] = ((compact(high[at] >>> 1) << 16) | compact(low[at] >>> 1)) - OFFSET.lat;
  }
  return { low, high, lon, lat };
}

/** Which words follow which: the followers of word `w` are `words[starts[w]]` and on. */
export function followersOf([perWord, ...planes]) {
  const starts = new Uint32Array(perWord.length + 1);
  perWord.forEach((n, word) => {
    starts[word + 1] = starts[word] + n;
  });
  return { starts, words: numbersOf(planes) };
}

/** Reads a word of more than one byte. */
function longWord(bytes, at) {
  const lead = bytes[at];
  if (lead < THREE) {
    return (lead - TWO) * 256 + bytes[at + 1];
  }
  return lead < FOUR
    ? FROM_THREE + (lead - THREE) * 65536 + bytes[at + 1] * 256 + bytes[at + 2]
    : FROM_FOUR + bytes[at + 1] * 65536 + bytes[at + 2] * 256 + bytes[at + 3];
}

const sizeOf = (lead) => (lead < TWO ? 1 : lead < THREE ? 2 : lead < FOUR ? 3 : 4);

/** Where each text of a block of prose begins. */
export function beginningsOf(bytes, { starts, words }) {
  const out = [0];
  let before = 0;
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at];
    before = lead < TWO ? words[starts[before] + lead] : longWord(bytes, at);
    at += sizeOf(lead);
    if (before === 0) {
      out.push(at);
    }
  }
  return Uint32Array.from(out);
}

/** The text that begins at a place of a block of prose. */
export function proseAt(bytes, place, { starts, words }, spelled) {
  const out = [];
  let at = place;
  let word = 0;
  do {
    const lead = bytes[at];
    word = lead < TWO ? words[starts[word] + lead] : longWord(bytes, at);
    at += sizeOf(lead);
    out.push(spelled[word]);
  } while (word !== 0);
  out.pop();
  return out.join(" ");
}

/** For each text of a block the bits in `marks` of all its words together: `found(row, bits)` where there are any. */
export function seekWords(bytes, { starts, words }, marks, found) {
  let [row, bits, word] = [0, 0, 0];
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at];
    if (lead < TWO) {
      word = words[starts[word] + lead];
      at += 1;
    } else {
      word = longWord(bytes, at);
      at += sizeOf(lead);
    }
    bits |= marks[word];
    if (word === 0) {
      if (bits) {
        found(row, bits);
      }
      bits = 0;
      row += 1;
    }
  }
}

/** The text that ends in a number, from its beginning (with the count of digits behind a tab) and the number. */
export function numberedText(beginning, number) {
  const [head, digits] = beginning.split("\t");
  return digits === undefined ? head : head + String(number).padStart(Number(digits), "0");
}
