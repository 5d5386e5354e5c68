// The arithmetic of the timeline: bins of days, weeks, months or years, rows for spans; pure.

const DAY_MS = 86_400_000;
const MONDAY = 4; // day 4 of 1970 was a Monday

function monthStart(day, months) {
  const date = new Date(day * DAY_MS);
  return Math.round(Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months) / DAY_MS);
}

const UNITS = [
  { name: "day", length: 1, start: (day) => day, next: (day) => day + 1 },
  { name: "week", length: 7, start: (day) => day - ((((day - MONDAY) % 7) + 7) % 7), next: (day) => day + 7 },
  ...[["month", 1], ["quarter", 3], ["year", 12]].map(([name, months]) => ({
    name,
    length: 30 * months,
    start: (day) => monthStart(day, months),
    next: (day) => monthStart(day + 31 * months - Math.floor(months / 2), months),
  })),
];

/** Edges of bins that cover the days from first to last, in the finest unit that needs no more than `most`. */
export function edgesOf(first, last, most = 60) {
  const unit = UNITS.find(({ length }) => (last - first + 1) / length <= most) || UNITS.at(-1);
  const edges = [unit.start(first)];
  while (edges.at(-1) <= last) {
    edges.push(unit.next(edges.at(-1)));
  }
  return { unit: unit.name, edges };
}

/** The bin of a day, or -1 where none holds it. */
export function binOf(edges, day) {
  let [low, high] = [0, edges.length - 1];
  if (day < edges[0] || day >= edges[high]) {
    return -1;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    [low, high] = edges[middle] <= day ? [middle, high] : [low, middle];
  }
  return low;
}

/** Numbers of the days spans that lie in one bin each, and the spans that reach over several. */
export function countBins(edges, spans) {
  const counts = new Array(edges.length - 1).fill(0);
  const wide = [];
  for (const span of spans) {
    const [bin, end] = span.map((day) => binOf(edges, day));
    if (bin === end && bin >= 0) {
      counts[bin] += 1;
    } else if (bin !== end) {
      wide.push(span);
    }
  }
  return { counts, wide };
}

/** Rows for spans so that none covers another: for each span the number of its row. */
export function rowsOf(spans, gap = 0) {
  const ends = [];
  return spans.map(([first, last]) => {
    const free = ends.findIndex((end) => end + gap < first);
    const row = free < 0 ? ends.length : free;
    ends[row] = last;
    return row;
  });
}

/** ISO date of a day number. */
export function isoOf(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

const STEPS = [1, 2, 5, 10, 20, 50, 100];

function starts(first, last, unit) {
  const from = UNITS.find(({ name }) => name === unit);
  const days = [];
  for (let day = from.start(first); day <= last; day = from.next(day)) {
    days.push(day);
  }
  return days.filter((day) => day >= first);
}

/** Days to letter under a time scale, at most `most` of them, each a beginning of a year, month or day: {day, unit}. */
export function ticksOf(first, last, most = 5) {
  const unit = ["year", "month", "day"].find((name) => starts(first, last, name).length >= 2) || "day";
  const days = starts(first, last, unit);
  const step = STEPS.find((each) => days.length / each <= most) || STEPS.at(-1);
  return days.filter((_, at) => at % step === 0).map((day) => ({ day, unit }));
}
