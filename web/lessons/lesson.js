// What every lesson needs: the public element, the small figures and the task.

import "../grad-pad.js";
import "../figures/all.js";
import "./task.js";
