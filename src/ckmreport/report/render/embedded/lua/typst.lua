-- Writes chapters for report.typ. Numbers in references are finished text; the counters of
-- the template give headings and captions the same ones.
local common = require 'common'
local harmless = require 'harmless'

local OPTIONS = pandoc.WriterOptions{wrap_text = 'none'}

local function quoted(text) return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"' end

local function write(blocks)
  return (pandoc.write(pandoc.Pandoc(blocks), 'typst-citations', OPTIONS):gsub('%s+$', ''))
end

local function write_inlines(inlines) return write(pandoc.Blocks{pandoc.Plain(inlines)}) end
local function raw(text) return pandoc.RawBlock('typst', text) end
local function raw_inline(text) return pandoc.RawInline('typst', text) end
local function label(id) return 'label(' .. quoted(id) .. ')' end

local filter = {traverse = 'topdown'}

-- pandoc's writer drops the alternative text of formulas and images; PDF/UA asks for both.
function filter.Math(m)
  local formula = write_inlines{pandoc.Math('InlineMath', m.text)}
  local alt = m.text:gsub('\\text{,}', ','):gsub('%s+', ' '):gsub('^ ', ''):gsub(' $', '')
  local block = tostring(m.mathtype == 'DisplayMath')
  return raw_inline(('#math.equation(block: %s, alt: %s, %s)'):format(block, quoted(alt), formula))
end

function filter.Link(link)
  local id = link.target:match('^[^:#]*%.html#(.+)$')
  if not id then return nil end
  local opening = raw_inline('#link(' .. label(id) .. ')[')
  return pandoc.Inlines{opening} .. link.content:walk(filter) .. {raw_inline(']')}, false
end

function filter.Span(span)
  span.attr = pandoc.Attr()
  return span
end

function filter.Header(header)
  local anchor = common.kind(header.identifier) == 'sec' and header.identifier or ''
  if header.attributes.number then
    header.attr = pandoc.Attr(anchor)
    return header
  end
  local text = write_inlines(header.content:walk(filter))
  if anchor ~= '' then anchor = ' #' .. label(anchor) end
  return raw(('#heading(level: %d, numbering: none)[%s]%s'):format(header.level, text, anchor)), false
end

function filter.Table(tbl)
  tbl.classes = {'typst:no-figure'}
  return tbl
end

-- Content in brackets after a call; pandoc walks and writes it with the rest of the chapter.
local function call(opening, title, middle, content, closing)
  local first = pandoc.Inlines{raw_inline(opening)} .. title .. {raw_inline(middle)}
  return pandoc.Blocks{pandoc.Plain(first)} .. content .. {raw(closing)}
end

local function float(div, labels)
  local kind, alt = div.attributes.kind, div.attributes.alt
  local opening = ('#figure(kind: %s, supplement: [%s], caption: figure.caption(position: %s, ['):format(
    quoted('quarto-float-' .. kind), kind == 'fig' and labels.figure or labels.table,
    kind == 'fig' and 'bottom' or 'top'
  )
  local caption = common.take_caption(div)
  local body = div.content:walk{
    Image = function(image)
      return raw_inline(('#image(%s, alt: %s)'):format(quoted('/' .. image.src), quoted(alt)))
    end,
    Table = filter.Table,
  }
  return call(opening, caption, ']))[', body, '] #' .. label(div.identifier))
end

local function callout(div)
  local title = div.content:remove(1).content[1].content
  local opening = '#callout-box(kind: ' .. quoted(div.attributes.kind) .. ', title: ['
  return call(opening, title, '])[', div.content, ']')
end

local typst = {}

-- Gives the part of a chapter; where appendices begin is for the book to say.
function typst.body(blocks, labels)
  local whole = {Div = function(div)
    if div.classes:includes('float') then return float(div, labels) end
    if div.classes:includes('callout') then return callout(div) end
    if div.classes:includes('csl-entry') then
      return pandoc.Blocks{raw('#block[')} .. div.content .. {raw('] #' .. label(div.identifier))}
    end
    div.attributes = {}
    if div.identifier ~= 'refs' then div.identifier = '' end
    return div
  end}
  for name, element in pairs(filter) do whole[name] = element end
  return write(blocks:walk(whole))
end

function typst.fragment(markdown)
  return write(pandoc.read(markdown, common.MARKDOWN):walk(harmless).blocks:walk(filter))
end

return typst
