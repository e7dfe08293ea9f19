// The page's first script, and a short one: Python starts while the others are still on their way, and the figure that
// trains before it is read.

import { startEarly } from "./engine/start-early.js";

startEarly();
// Where it does not come, Python is waited for.
import("./engine/instant/recorded-figures.js").then(({ readFirst }) => readFirst()).catch(() => {});
