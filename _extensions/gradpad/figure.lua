-- What a figure becomes: on a page the tag `grad-pad`, on paper a picture, in plain text words.
--
-- Attributes and configuration are checked, and the picture is painted, by the command `gradpad` of the Python
-- package. Where that is not installed the tag is written all the same: the page checks it when it is read.

local ALT = "A figure of Gradpad: a small network learns the points of a plane."
local SITE = "/gradpad/"
local MISSING = "The command gradpad was not found: figures are not checked, and have no picture on paper. "
  .. "Install the package; its wheel is made by “python3 build.py package”, in a clone of Gradpad's repository."
local PAGES = pandoc.List({ "html", "html4", "html5", "revealjs", "slidy", "slideous", "s5", "dzslides" })
local TEXTS = pandoc.List({ "plain", "man", "ms" })

-- What was written or said already. Quarto loads this file twice for a document, for its filter and its shortcode.
gradpad_done = gradpad_done or {}

local function first(what)
  local before = gradpad_done[what]
  gradpad_done[what] = true
  return not before
end

local function document()
  return quarto and quarto.doc.input_file or PANDOC_STATE.input_files[1] or "standard input"
end

local function wrong(text)
  error(document() .. ": grad-pad: " .. text, 0) -- ends the build
end

-- Returns the command's answer; nothing where it is not installed.
local function ask(options, figure)
  local arguments = pandoc.List(options) .. { "--" }
  for _, attribute in ipairs(figure.attributes) do
    arguments:insert(attribute.name .. "=" .. attribute.value)
  end
  local answered, answer = pcall(pandoc.pipe, "gradpad", arguments, figure.config)
  if answered then
    return answer
  elseif type(answer) == "table" and answer.error_code then
    wrong(answer.output ~= "" and answer.output or "the command gradpad failed; what it said stands above.")
  elseif first("warning") then
    io.stderr:write(document() .. ": grad-pad: " .. MISSING .. "\n")
  end
end

local function escaped(text)
  local signs = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }
  return (text:gsub('[&<>"]', signs))
end

local function script(meta)
  local site = type(meta.gradpad) == "table" and meta.gradpad.site
  local address = (site and pandoc.utils.stringify(site) or SITE):gsub("/+$", "")
  if address:find("[^!-~]") then -- Pandoc makes a dash of --
    wrong(("gradpad.site is '%s'; it must be an address. Write it in backquotes where it has -- in it."):format(address))
  end
  -- data-external: Pandoc leaves it a link where it puts all other files into the page.
  return ('<script type="module" src="%s/embed.js" data-external="1"></script>\n'):format(escaped(address))
end

-- Returns the tag. What its author wrote stays text: it can't become another tag.
local function tag(figure)
  local written = ""
  for _, attribute in ipairs(figure.attributes) do
    written = written .. (' %s="%s"'):format(attribute.name, escaped(attribute.value))
  end
  -- "<" would end the script; in JSON it can be written so.
  local config = figure.config:gsub("<", "\\u003c")
  local inside = config ~= "" and '<script type="application/json">' .. config .. "</script>" or ""
  return "<grad-pad" .. written .. ">" .. inside .. "</grad-pad>"
end

local function on_page(figure, meta)
  ask({ "figure" }, figure)
  return pandoc.RawBlock("html", (first("script") and script(meta) or "") .. tag(figure))
end

local function on_paper(figure)
  local picture = ask({ "figure", "--picture" }, figure)
  if not picture or picture == "" then -- only a link or an address knows what the figure shows
    return pandoc.Para({ pandoc.Str(figure.alt) })
  end
  local name = "gradpad-" .. pandoc.utils.sha1(picture) .. ".png"
  pandoc.mediabag.insert(name, "image/png", picture)
  return pandoc.Para({ pandoc.Image({ pandoc.Str(figure.alt) }, name, "", { width = "60%" }) })
end

local function in_text(figure)
  ask({ "figure" }, figure)
  return pandoc.Para({ pandoc.Str(figure.alt) })
end

-- Returns the figure's block. `given` has its attributes by name, with `caption` and `alt`.
local function made(given, config, attr, meta)
  local caption = pandoc.Blocks({})
  local figure = { attributes = {}, config = config, alt = given.alt or ALT }
  for name, value in pairs(given) do
    if name == "caption" then
      caption = pandoc.read(value, "markdown").blocks
      figure.alt = given.alt or pandoc.utils.stringify(caption)
    elseif not name:match("^[%w-]+$") then
      wrong(name .. " can't be read; attributes are written as data=\"xor\".")
    elseif name ~= "alt" then
      table.insert(figure.attributes, { name = name, value = value })
    end
  end
  table.sort(figure.attributes, function(one, other) return one.name < other.name end)

  local paints = PAGES:includes(FORMAT) and on_page or TEXTS:includes(FORMAT) and in_text or on_paper
  local block = paints(figure, meta)
  if #caption > 0 and not TEXTS:includes(FORMAT) then
    return pandoc.Figure({ block }, { long = caption }, attr)
  end
  return attr and (attr.identifier ~= "" or #attr.classes > 0) and pandoc.Div({ block }, attr) or block
end

local function of_div(div, meta)
  local code = div.content[1]
  if #div.content > 1 or code and code.t ~= "CodeBlock" then
    wrong("inside stands something else than a configuration, which is a block of code (```).")
  end
  local given = {}
  for name, value in pairs(div.attributes) do
    given[name] = value
  end
  local others = div.classes:filter(function(class) return class ~= "grad-pad" end)
  return made(given, code and code.text or "", pandoc.Attr(div.identifier, others), meta)
end

local function of_shortcode(args, kwargs, meta)
  local given = {}
  for _, name in ipairs(args) do -- such as autoplay
    given[pandoc.utils.stringify(name)] = ""
  end
  for name, value in pairs(kwargs) do
    given[name] = pandoc.utils.stringify(value)
  end
  return made(given, "", nil, meta)
end

return { of_div = of_div, of_shortcode = of_shortcode }
