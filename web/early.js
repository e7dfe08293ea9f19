// The page's first script, and a short one: Python starts while the others are still on their way.

import { startEarly } from "./engine/start-early.js";

startEarly();
