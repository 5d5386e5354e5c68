// Copying and saving: which address a card has and whether a page may save files.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, maySave } from "../copy.js";

const web = { protocol: "https:", href: "https://example.org/a.html?b=1#event-old" };

test("a printed address stands before that of the page, and a file has none", () => {
  assert.equal(addressOf("https://example.org/#event-x", "event-x", web), "https://example.org/#event-x");
  assert.equal(addressOf("", "event-x", web), "https://example.org/a.html?b=1#event-x");
  assert.equal(addressOf("", "event-x", { protocol: "file:", href: "file:///x.html" }), "");
  assert.equal(addressOf("", "event-x", { protocol: "about:", href: "about:srcdoc" }), "");
});

function framed(tokens, { origin = "https://example.org" } = {}) {
  const frameElement = {
    sandbox: { length: tokens?.length ?? 0, contains: (token) => tokens.includes(token) },
    hasAttribute: () => tokens !== null,
  };
  return { parent: {}, frameElement, origin };
}

test("files are saved outside of frames and where the sandbox lets them through", () => {
  const top = {};
  top.parent = top;
  assert.equal(maySave(top), true);
  assert.equal(maySave(framed(null)), true);
  assert.equal(maySave(framed([])), false);
  assert.equal(maySave(framed(["allow-scripts"])), false);
  assert.equal(maySave(framed(["allow-downloads"])), true);
});

test("a frame that cannot be asked may save unless it has no origin", () => {
  assert.equal(maySave({ parent: {}, frameElement: null, origin: "null" }), false);
  assert.equal(maySave({ parent: {}, frameElement: null, origin: "https://example.org" }), true);
});
