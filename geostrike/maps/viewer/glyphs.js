// The marks of episodes as SVG paths in a box of 16, each with a shape of its own.

export const GLYPHS = [
  "M8 2.8a5.2 5.2 0 1 0 .01 0z", "M8 2 14 13.2H2z", "M3.2 3.2h9.6v9.6H3.2z", "M8 1.6 14.4 8 8 14.4 1.6 8z", "M8 14 14 2.8H2z",
  "M6 2h4v4h4v4h-4v4H6v-4H2V6h4z",
];
