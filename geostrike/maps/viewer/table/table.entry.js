// Entry of the bundle for the page of an events table.

import { start } from "./main.js";

start();
