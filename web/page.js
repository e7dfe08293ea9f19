// The site's own page: the element, and nothing that an embedder could not have as well.

import "./grad-pad.js";
