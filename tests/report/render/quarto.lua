-- Stands in for what Quarto gives its filters: `pandoc lua quarto.lua FORMAT SOURCE FILTER...` runs
-- the filters, in order, over a Markdown text and prints what is written of it. Figures, tables and
-- callouts reach a filter as objects, and what it makes of them takes their place; references to
-- labels are Typst's, as they are there, and citations are formatted.
local format, source, first = arg[1], arg[2], 3
local typst = format == 'typst'

local function stringify(value) return pandoc.utils.stringify(value) end

quarto = {
  doc = {
    is_format = function(name) return name == format end,
    language = {['callout-note-title'] = 'Opmerking', ['callout-warning-title'] = 'Waarschuwing'},
    file_metadata = function() return {file = {bookItemType = 'chapter'}} end,
  },
  utils = {
    as_blocks = function(value) return pandoc.Blocks(value) end,
    as_inlines = function(value) return pandoc.Inlines(value) end,
    is_empty_node = function(value) return value == nil or #value == 0 end,
    file_metadata_filter = function() return {} end,
    combineFilters = function(filters)
      local all = {}
      for _, filter in ipairs(filters) do
        for name, handler in pairs(filter) do all[name] = handler end
      end
      return all
    end,
  },
}

local function references(cite)
  local id = cite.citations[1].id
  local kind = id:match('^(%a+)%-')
  local words = {sec = 'Paragraaf', fig = 'Figuur', tbl = 'Tabel'}
  if not words[kind] then return cite.content end
  if not typst then return nil end
  local bare = cite.citations[1].mode == 'SuppressAuthor'
  return pandoc.Inlines{
    pandoc.RawInline('typst', '#ref(<' .. id .. '>, supplement: ['),
    pandoc.Str(bare and '' or words[kind]), pandoc.RawInline('typst', '])'),
  }
end

local function special(filter)
  return function(div)
    local kind = div.classes[1] and div.classes[1]:match('^callout%-(%a+)$')
    if kind and filter.Callout then
      local title = div.content[1].t == 'Header' and div.content:remove(1).content or nil
      return filter.Callout{type = kind, title = title, content = div.content}
    end
    if div.identifier:match('^fig%-') and filter.FloatRefTarget then
      local float = {content = div.content, attributes = {['fig-alt'] = 'Zorg voorop.'}}
      local made = filter.FloatRefTarget(float)
      div.content = made and made.content or div.content
      return div
    end
  end
end

local file = assert(io.open(source, 'rb'))
local doc = pandoc.read(file:read('a'), 'markdown')
file:close()
doc.blocks = doc.blocks:walk{Cite = references}
FORMAT = format
for n = first, #arg do
  for _, filter in ipairs(dofile(arg[n])) do
    if filter.Meta then doc.meta = filter.Meta(doc.meta) or doc.meta end
    doc.blocks = doc.blocks:walk{Div = special(filter)}:walk(filter)
  end
end
if typst then  -- Quarto writes figures itself, with the alternative text that a filter put there
  doc.blocks = doc.blocks:walk{Image = function(image)
    local alt = image.attributes.alt or ''
    return pandoc.RawInline('typst', ('#image("/%s", alt: "%s")'):format(image.src, alt))
  end}
end
doc.meta = pandoc.Meta{}
io.write(pandoc.write(doc, format, pandoc.WriterOptions{wrap_text = 'none'}))
