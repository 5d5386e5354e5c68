// The columns of an events table, once opened: values of a row, marks of matching rows; draws nothing and asks nobody.

import { fold, found } from "../fold.js";
import { beginningsOf, numberedText, numbersOf, open, openText, proseAt, seekWords } from "./unpack.js";

/** Which of the terms a text holds, a bit each. */
export function bitsOf(text, terms) {
  const hay = ` ${fold(text)}`;
  return terms.reduce((bits, term, at) => (found([term], hay) ? bits | (1 << at) : bits), 0);
}

function opened(lines) {
  return Promise.all(lines.map(open));
}

function findRow(n, value, text) {
  for (let row = 0; row < n; row += 1) {
    if (value(row) === text) {
      return row;
    }
  }
  return -1;
}

function markEach(n, value, terms, marks) {
  for (let row = 0; row < n; row += 1) {
    marks[row] |= bitsOf(value(row), terms);
  }
}

/** A column of few distinct values. */
async function codes({ planes }, lines) {
  const [text, ...bytes] = await Promise.all([openText(lines[0]), ...lines.slice(1, 1 + planes).map(open)]);
  const distinct = text.split("\n");
  const numbers = numbersOf(bytes);
  const value = (row) => distinct[numbers[row]];
  return {
    distinct,
    codes: numbers,
    value,
    find: (wanted) => findRow(numbers.length, value, wanted),
    mark(terms, marks) {
      const bits = distinct.map((one) => bitsOf(one, terms));
      if (bits.some(Boolean)) {
        for (let row = 0; row < numbers.length; row += 1) {
          marks[row] |= bits[numbers[row]];
        }
      }
    },
  };
}

/** Texts that end in numbers. */
async function numbered({ planes, codes: wide = 1 }, lines) {
  const beginnings = (await openText(lines[0])).split("\n");
  const which = numbersOf(await opened(lines.slice(1, 1 + wide)));
  const numbers = numbersOf(await opened(lines.slice(1 + wide, 1 + wide + planes)));
  const n = numbers.length;
  const value = (row) => numberedText(beginnings[which[row]], numbers[row]);
  return { value, find: (text) => findRow(n, value, text), mark: (terms, marks) => markEach(n, value, terms, marks) };
}

/** Blocks that are opened when they are asked for. */
function blocks(size, lines, unpack) {
  const held = new Map();
  const load = async (number) => {
    if (!held.has(number)) {
      held.set(number, unpack(await open(lines[number])));
    }
  };
  return {
    held,
    at: (row) => held.get(Math.floor(row / size)),
    load: (row) => load(Math.floor(row / size)),
    loadAll: () => Promise.all(lines.map((_, number) => load(number))),
  };
}

/** Texts as they are. */
function texts({ block }, lines, { n }) {
  const own = blocks(block, lines, (bytes) => new TextDecoder().decode(bytes).split("\n"));
  const value = (row) => own.at(row)[row % block];
  return { ...own, value, find: (text) => findRow(n, value, text), mark: (terms, marks) => markEach(n, value, terms, marks) };
}

/** Prose in numbers of words. */
function prose({ block }, lines, { words, followers }) {
  const own = blocks(block, lines, (bytes) => ({ bytes, beginnings: beginningsOf(bytes, followers) }));
  return {
    ...own,
    value(row) {
      const { bytes, beginnings } = own.at(row);
      return proseAt(bytes, beginnings[row % block], followers, words);
    },
    mark(terms, marks, wordBits) {
      for (const [number, { bytes }] of own.held) {
        seekWords(bytes, followers, wordBits, (row, bits) => {
          marks[number * block + row] |= bits;
        });
      }
    },
  };
}

const KINDS = { codes, numbered, lines: texts, words: prose };

/** Opens one column; prose and texts stay closed until asked for. `table` has the number of rows and the words. */
export function openColumn(about, lines, table) {
  return KINDS[about.kind](about, lines, table);
}

/** How many lines a column takes. */
export function linesOf({ kind, planes = 0, codes: wide = 1, block }, n) {
  return { codes: 1 + planes, numbered: 1 + wide + planes }[kind] ?? Math.ceil(n / block);
}
