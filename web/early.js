// The page's first script, and a short one: Python starts while the others are still on their way, and the figure that
// trains before it is read.

import { startEarly } from "./engine/start-early.js";

startEarly();
import("./engine/instant/first-visit.js").then(({ firstVisit }) => firstVisit()).catch(() => {}); // then Python is waited for
