// <grad-pad> on a page of any origin: <script type="module" src="…/embed.js"></script><grad-pad></grad-pad>
// This name stays; what is behind it has a hash in its name and may be cached for ever.

import "./embed/article.js";
