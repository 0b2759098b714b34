-- What pandoc's writers do not know: the classes of our documents, as Word's styles, as functions
-- of document.typ, or as HTML of an e-book. FORMAT is the writer's name.

local STYLES = {
  aside = "Aside", fine = "Fine Print", guiding = "Guiding Question", hint = "Hint",
  ["article-title"] = "Article Title", numbered = "Numbered Paragraph", fact = "Fact",
}
local FUNCTIONS = {
  aside = "aside", fine = "fine", guiding = "guiding", hint = "hint", article = "article",
  ["article-title"] = "article-title", numbered = "numbered", question = "question",
  fact = "fact", parallel = "parallel",
}
local SECTION = '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/><w:sectPr/></w:pPr></w:p>'

local function text(name, body)
  return pandoc.RawInline(name, body)
end

local function quoted(body)
  return '"' .. body:gsub('[\\"]', '\\%0') .. '"'
end

local function called(name, blocks, arguments)
  local made = pandoc.List{pandoc.RawBlock("typst", "#" .. name .. (arguments or "") .. "[")}
  made:extend(blocks)
  made:insert(pandoc.RawBlock("typst", "]"))
  return made
end

local typst = {}

function typst.Div(el)
  if el.classes:includes("front") then
    local made = pandoc.List{pandoc.RawBlock("typst", "#let front = [")}
    made:extend(el.content)
    made:insert(pandoc.RawBlock("typst", "]\n#show: body => opened(front, body)"))
    return made
  end
  local name = FUNCTIONS[el.classes[1]]
  if not name then return nil end
  local number = el.attributes.number
  local made = called(name, el.content, number and "(" .. quoted(number) .. ")")
  if el.identifier ~= "" then
    made[#made] = pandoc.RawBlock("typst", "] <" .. el.identifier .. ">")
  end
  return made
end

function typst.Span(el)
  if not (el.attributes.lang or ""):match("^zh%-Han") then return nil end
  el.content:insert(1, text("typst", "#zh["))
  el.content:insert(text("typst", "]"))
  return el.content
end

local function image(name, el)
  local width = el.attributes.width
  local size = width and ", width: " .. width or ""
  local said = pandoc.utils.stringify(el.caption)
  local alt = said == "" and "none" or quoted(said)
  return "#" .. name .. "(" .. quoted(el.src) .. ", alt: " .. alt .. size .. ")"
end

function typst.Image(el)
  if el.attributes.tall then return nil end  -- see Figure
  return text("typst", image("picture", el))
end

function typst.Figure(el)
  local inside = el.content[1].content
  local drawing = inside and inside[1]
  if drawing and drawing.t == "Image" and drawing.attributes.tall then
    local made = pandoc.List{pandoc.RawBlock("typst", image("tall", drawing) .. "[")}
    made:extend(el.caption.long)
    made:insert(pandoc.RawBlock("typst", "]"))
    return made
  end
end

function typst.Header(el)
  if el.classes:includes("part") then
    return {pandoc.RawBlock("typst", "#part-begins()"), el}
  elseif el.classes:includes("follows") then
    return {pandoc.RawBlock("typst", "#notes-begin()"), el}
  end
end

local docx = {}

function docx.Meta(meta)  -- the title stands on the page already
  meta.title = nil
  return meta
end

function docx.Div(el)
  local style = STYLES[el.classes[1]]
  if not style then return nil end
  el.attributes["custom-style"] = style
  local first = el.content[1]
  if el.attributes.number and first.t == "Para" then
    local number = pandoc.Span(el.attributes.number, {["custom-style"] = "Paragraph Number"})
    first.content:insert(1, text("openxml", "<w:r><w:tab/></w:r>"))
    first.content:insert(1, number)
  end
  return el
end

function docx.Header(el)
  if el.classes:includes("part") then
    return {pandoc.RawBlock("openxml", SECTION), el}
  end
end

local epub = {}

function epub.Div(el)
  local first = el.content[1]
  if el.attributes.number and first.t == "Para" then
    local number = pandoc.Span(el.attributes.number, {class = "number"})
    first.content:insert(1, pandoc.Space())
    first.content:insert(1, number)
    el.attributes.number = nil
    return el
  end
end

local formats = {typst = typst, docx = docx, epub = epub, epub3 = epub}
return {formats[FORMAT] or {}}
