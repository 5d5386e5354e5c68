// Bundles every entry (*.entry.js, *.entry.css, here and one folder down) into ../built.
// `--compare [FOLDER]` writes nothing and fails unless the folder holds just these bundles, byte for byte.
// A module that ends in .worker.js is bundled by itself and imported as text, to be started from a Blob.

import { readdir, readFile, writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const [compare, folder = path.join(HERE, "..", "built")] = process.argv.slice(2);
const SKIPPED = new Set(["node_modules", "tests"]);
const OPTIONS = {
  absWorkingDir: HERE,
  banner: { js: '"use strict";' },
  bundle: true,
  charset: "utf8",
  format: "iife",
  legalComments: "none",
  logLevel: "warning",
  minify: true,
  target: "es2022",
  write: false,
};

const worker = {
  name: "worker",
  setup({ onLoad }) {
    onLoad({ filter: /\.worker\.js$/ }, async ({ path: file }) => ({ contents: await bundle(file), loader: "text" }));
  },
};

async function bundle(file, plugins = []) {
  const { outputFiles } = await build({ ...OPTIONS, entryPoints: [file], plugins });
  return outputFiles[0].text;
}

async function filesIn(name) {
  const files = await readdir(path.join(HERE, name));
  return files.map((file) => path.join(name, file));
}

async function entries() {
  const names = await readdir(HERE, { withFileTypes: true });
  const folders = names.filter((one) => one.isDirectory() && !SKIPPED.has(one.name)).map((one) => one.name);
  const inside = await Promise.all(folders.map(filesIn));
  return [...names.map((one) => one.name), ...inside.flat()].filter((name) => /\.entry\.(?:js|css)$/u.test(name)).sort();
}

const stale = [];
await mkdir(folder, { recursive: true });
const wanted = new Set();
for (const entry of await entries()) {
  const name = path.basename(entry).replace(".entry.", ".");
  const file = path.join(folder, name);
  const text = await bundle(path.join(HERE, entry), [worker]);
  wanted.add(name);
  if (!compare) {
    await writeFile(file, text);
  } else if ((await readFile(file, "utf8").catch(() => "")) !== text) {
    stale.push(name);
  }
}
stale.push(...(await readdir(folder)).filter((name) => !wanted.has(name)));
if (stale.length > 0) {
  console.error(`${folder} is out of date (${stale.join(", ")}); run \`npm run build\` in geostrike/maps/viewer and commit it.`);
  process.exitCode = 1;
}
