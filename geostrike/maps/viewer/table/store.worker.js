// The worker's end of the line: runs the store and sends its answers back.

import { answer } from "./line.js";
import { createStore } from "./store.js";

answer(self, createStore());
