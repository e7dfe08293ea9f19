// The small figures on a page of any origin: <script type="module" src="…/figures.js"></script><gp-figure-parabola></gp-figure-parabola>
// This name stays; what is behind it has a hash in its name and may be cached for ever.

import "./course/figures/all.js";
