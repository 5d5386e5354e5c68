// Rules for the pages' script: the recommended ones, strict equality, and nothing that turns text into markup or code.

import js from "@eslint/js";
import globals from "globals";

const MARKUP = ["innerHTML", "outerHTML", "insertAdjacentHTML", "srcdoc"];

export default [
  { ignores: ["node_modules/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: { ...globals.browser, L: "readonly" } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 12],
      curly: "error",
      eqeqeq: "error",
      "max-lines": ["error", 349],
      "max-lines-per-function": ["error", 100],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-shadow": "error",
      "no-var": "error",
      "no-restricted-globals": ["error", "localStorage", "sessionStorage", "fetch", "XMLHttpRequest", "WebSocket"],
      "no-restricted-properties": [
        "error",
        ...MARKUP.map((property) => ({ property, message: "Text from outside goes in as text." })),
        { object: "document", property: "write" },
        { object: "history", property: "replaceState", message: "It fails in a frame made by srcdoc; use the hash." },
        { object: "history", property: "pushState", message: "It fails in a frame made by srcdoc; use the hash." },
      ],
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["**/*.worker.js"],
    languageOptions: { globals: globals.worker },
  },
  {
    files: ["build.mjs", "tests/**"],
    languageOptions: { globals: globals.node },
    rules: { "max-lines-per-function": "off" },
  },
];
