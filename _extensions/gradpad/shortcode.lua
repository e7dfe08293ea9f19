-- The shortcode: {{< grad-pad data="xor" layers="4" >}}. It is the figure of a fenced div, on one line.

local figure = dofile(quarto.utils.resolve_path("figure.lua"))

return { ["grad-pad"] = figure.of_shortcode }
