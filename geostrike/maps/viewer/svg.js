// Makes SVG elements; text only ever goes in as text.

const NAMESPACE = "http://www.w3.org/2000/svg";

/** Whether the page runs from right to left. */
export const rightToLeft = () => document.documentElement.dir === "rtl";

/** Text whose letters run as its own first one does, whatever stands beside it. */
const [OPEN, CLOSE] = [0x2068, 0x2069].map((sign) => String.fromCodePoint(sign)); // invisible: never written as such
const apart = (text) => `${OPEN}${text}${CLOSE}`;

/** An SVG element with attributes and children; a child that is a string becomes text. */
export function svgNode(name, attributes, ...children) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children.map((child) => (typeof child === "string" && child && rightToLeft() ? apart(child) : child)));
  return element;
}
