-- Puts a figure in the place of each fenced div of the class `grad-pad`, in Quarto and in Pandoc alone.

local path = quarto and quarto.utils.resolve_path("figure.lua")
  or pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), "figure.lua" })
local figure = dofile(path)

local function figures(doc)
  return doc:walk({
    Div = function(div)
      return div.classes:includes("grad-pad") and figure.of_div(div, doc.meta) or nil
    end,
  })
end

return { { Pandoc = figures } }
