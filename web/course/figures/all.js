// All the small figures in one import.

import "./activation.js";
import "./by-hand.js";
import "./descent.js";
import "./function.js";
import "./neuron.js";
import "./pseudocode.js";
import "./sum.js";
