// Day numbers in words, with the months of the page's language; pure.

const DAY_MS = 86_400_000;

/** A day, or no more of it than `unit` ("day", "month", "year") says. */
export function dayText(day, months, unit = "day") {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), months[date.getUTCMonth()]];
  return { day: `${date.getUTCDate()} ${month} ${year}`, month: `${month} ${year}`, year: `${year}` }[unit];
}

/** The lettering of ticks: each says what the one before it does not. */
export function tickTexts(ticks, months) {
  return ticks.map(({ day, unit }, at) => {
    const whole = dayText(day, months, unit);
    const year = dayText(day, months, "year");
    const told = at > 0 && dayText(ticks[at - 1].day, months, "year") === year;
    return told && unit !== "year" ? whole.slice(0, -year.length - 1) : whole;
  });
}
