// Entry of the page's bundle.

import { start } from "./main.js";

start();
