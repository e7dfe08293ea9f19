// What every lesson needs: the public element, the small figures and the task.

import "../app/grad-pad.js";
import "./figures/all.js";
import { keepOffline } from "../offline/offline.js";
import "./task.js";

keepOffline().catch(() => {}); // the lesson needs no copy of itself
