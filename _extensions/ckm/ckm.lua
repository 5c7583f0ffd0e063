-- What Quarto needs besides: callouts and formulas for report.typ, alt texts on the images
-- themselves, and the start of the appendices.
local typst = quarto.doc.is_format('typst')

local function quoted(text) return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"' end
local function raw_inline(text) return pandoc.RawInline('typst', text) end
local function raw_block(text) return pandoc.RawBlock('typst', text) end

-- pandoc's Typst writer drops the alternative text of a formula; PDF/UA asks for one.
local function math(m)
  local formula = pandoc.Pandoc{pandoc.Plain{pandoc.Math('InlineMath', m.text)}}
  local body = pandoc.write(formula, 'typst'):gsub('%s+$', '')
  local alt = m.text:gsub('\\text{,}', ','):gsub('%s+', ' '):gsub('^ ', ''):gsub(' $', '')
  local block = tostring(m.mathtype == 'DisplayMath')
  return raw_inline(('#math.equation(block: %s, alt: %s, %s)'):format(block, quoted(alt), body))
end

local function title_of(c)
  if c.title ~= nil and not quarto.utils.is_empty_node(c.title) then
    return quarto.utils.as_inlines(c.title)
  end
  local label = quarto.doc.language and quarto.doc.language['callout-' .. c.type .. '-title']
  return pandoc.Inlines(label and pandoc.utils.stringify(label) or c.type)
end

local function callout(c)
  local content = quarto.utils.as_blocks(c.content)
  if typst then
    local opening = raw_inline('#callout-box(kind: ' .. quoted(c.type) .. ', title: [')
    local first = pandoc.Inlines{opening} .. title_of(c) .. {raw_inline('])[')}
    return pandoc.Blocks{pandoc.Plain(first)} .. content .. {raw_block(']\n')}
  end
  local title = pandoc.Div(pandoc.Plain(title_of(c)), pandoc.Attr('', {'callout-title'}))
  local classes = pandoc.List{'callout', 'callout-' .. c.type}
  if pandoc.utils.stringify(title) == 'Aanbeveling' then classes:insert('aanbeveling') end
  local attr = pandoc.Attr('', classes, {role = 'note'})
  return pandoc.Div(pandoc.Blocks{title} .. content, attr)
end

local function alt_on_image(float)
  local alt = float.attributes and (float.attributes['fig-alt'] or float.attributes['alt'])
  if not alt or alt == '' then return nil end
  float.content = quarto.utils.as_blocks(float.content):walk{
    Image = function(image)
      local known = (image.attributes['fig-alt'] or '') .. (image.attributes['alt'] or '')
      if known == '' then
        image.attributes['alt'] = alt
        image.caption = pandoc.Inlines(alt)
      end
      return image
    end,
  }
  return float
end

-- Quarto opens the appendices with a heading of its own; here each appendix names itself.
local function appendices(header)
  local state = quarto.doc.file_metadata()
  local file = state and state.file
  if file and file.bookItemType == 'appendix' and header.level == 1 then
    return raw_block('#begin-appendices()')
  end
end

if typst then
  local filter = {
    Math = math,
    Callout = callout,
    FloatRefTarget = alt_on_image,
    Header = appendices,
  }
  return {quarto.utils.combineFilters({quarto.utils.file_metadata_filter(), filter})}
end
return {{Callout = callout, FloatRefTarget = alt_on_image}}
