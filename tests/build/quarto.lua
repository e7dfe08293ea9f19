-- The part of Quarto that the extension speaks to, for Pandoc alone: its table, and its shortcodes.

local folder = os.getenv("GRADPAD_EXTENSION")
quarto = {
  doc = { input_file = PANDOC_STATE.input_files[1] },
  utils = { resolve_path = function(name) return pandoc.path.join({ folder, name }) end },
}
local shortcodes = dofile(quarto.utils.resolve_path("shortcode.lua"))
local filter = dofile(quarto.utils.resolve_path("filter.lua"))

-- A span alone in its paragraph stands for a shortcode: [autoplay]{.grad-pad data="xor"} for {{< grad-pad autoplay data="xor" >}}.
local function shortcode(span, meta)
  local args, kwargs = pandoc.List({}), setmetatable({}, { __index = function() return pandoc.Inlines({}) end })
  args:extend(span.content:filter(function(each) return each.t == "Str" end))
  for name, value in pairs(span.attributes) do
    kwargs[name] = value
  end
  return shortcodes[span.classes[1]](args, kwargs, setmetatable({}, { __index = meta }))
end

local function resolved(doc)
  return doc:walk({
    Para = function(para)
      local only = #para.content == 1 and para.content[1]
      return only and only.t == "Span" and shortcode(only, doc.meta) or nil
    end,
  })
end

return { { Pandoc = resolved }, table.unpack(filter) }
