// What the map knows of a row: style and radius once the columns are there, words once the prose is; draws nothing.

const MOST_SIGNS = 34;

/** A text as short as a label bears. */
export function shorten(text) {
  return text.length > MOST_SIGNS ? `${text.slice(0, MOST_SIGNS - 1).trimEnd()}…` : text;
}

/** A function of a row that gives its style and radius (NaN where the table states none), with `learn(codes)` and `words(rows)`. */
export function createFacts(head) {
  let style = () => -1;
  let radius = () => Infinity; // not yet known to the page: not drawn
  const facts = (row) => ({ style: style(row), radius: radius(row) });
  facts.words = async () => [];
  facts.learn = (codes) => {
    const styled = codes[head.styled];
    if (styled) {
      const styles = styled.distinct.map((value) => head.styles[value] ?? -1);
      style = (row) => styles[styled.codes[row]];
    }
    const [given, named] = [codes.radius_m, codes.precision];
    const metres = given?.distinct.map(Number);
    const classes = named?.distinct.map((name) => head.radii[name] || NaN);
    radius = (row) => (metres && metres[given.codes[row]]) || (classes ? classes[named.codes[row]] : NaN);
  };
  return facts;
}
