-- What both renderers do to the document: claims, key figures, decimal commas, tables.
-- A plain pandoc filter; Quarto runs it after its own filters, the embedded renderer by hand.
local typst = FORMAT:match('typst') ~= nil

local NO_LONGER_TRUE = '[klopt niet meer]'

local function raw_inline(text) return pandoc.RawInline('typst', text) end
local function raw_block(text) return pandoc.RawBlock('typst', text) end

-- A claim reads as ordinary text; one that the figures contradict is marked, in words too.
local function claim(span)
  if not span.classes:includes('claim') then return nil end
  span.attributes.when = nil
  if not span.classes:includes('onwaar') then return span end
  if typst then
    return pandoc.Inlines{raw_inline('#refuted[')} .. span.content .. {raw_inline(']')}
  end
  local note = pandoc.Span(pandoc.Inlines(NO_LONGER_TRUE), pandoc.Attr('', {'claim-note'}))
  return pandoc.Inlines{span, pandoc.Space(), note}
end

-- The list in `::: {.kerncijfers}` becomes a row of cards; in HTML the style sheet does that.
local function key_figures(div)
  if not (typst and div.classes:includes('kerncijfers')) then return nil end
  local out = pandoc.Blocks{}
  for _, block in ipairs(div.content) do
    if block.t == 'BulletList' then
      out:insert(raw_block('#key-figures(('))
      for _, item in ipairs(block.content) do
        out:insert(raw_block('['))
        out:extend(item)
        out:insert(raw_block('],'))
      end
      out:insert(raw_block('))'))
    else
      out:insert(block)
    end
  end
  return out
end

local function text_of(cell) return pandoc.utils.stringify(cell.contents) end

local function is_number(text)
  local bare = text:gsub('\u{a0}', ''):gsub('%s', '')
  return bare == '' or bare:gsub('−', '-'):match('^%-?[%d.,]*%d%%?$') ~= nil
end

local function longest_word(text)
  local longest = 0
  for word in text:gmatch('%S+') do longest = math.max(longest, utf8.len(word) or #word) end
  return longest
end

-- Widths for the page, which cannot scroll: each column holds its longest word, what is left
-- goes to the columns with more to say, and the rest to the first column.
local LINE = 100       -- characters that a table's line holds, about
local LONG = 80        -- a text of this length wraps anyway
local PADDING = 4      -- the space between columns, and what bold takes more
local NAME = 22        -- what a first column of names gets before its texts wrap
local HEADER_WORD = 9  -- a longer word in a header of many columns is hyphenated

local function set_widths(tbl, head, rows)
  local least, more, total_least, total_more = {}, {}, 0, 0
  for i = 1, #tbl.colspecs do
    local longest, word = 1, 1
    local function measure(row, limit)
      if not row.cells[i] then return end
      local text = text_of(row.cells[i])
      longest = math.max(longest, math.min(utf8.len(text) or #text, LONG))
      word = math.max(word, math.min(longest_word(text), limit))
    end
    for _, row in ipairs(head) do measure(row, #tbl.colspecs > 6 and HEADER_WORD or LONG) end
    for _, row in ipairs(rows) do measure(row, LONG) end
    if i == 1 then word = math.max(word, math.min(longest, NAME)) end
    least[i] = word + PADDING
    more[i] = math.max(0, longest - word)
    total_least, total_more = total_least + least[i], total_more + more[i]
  end
  local room = math.max(0, LINE - total_least)
  local share = total_more > 0 and math.min(1, room / total_more) or 0
  local rest = math.max(0, room - total_more)
  local line = math.max(LINE, total_least)
  for i, spec in ipairs(tbl.colspecs) do
    local width = least[i] + share * more[i] + (i == 1 and rest or 0)
    tbl.colspecs[i] = {spec[1], math.floor(width / line * 1000) / 1000}
  end
end

-- Names in the first column head their rows. On screen columns take the width they need.
local function shape(tbl)
  local rows, names = pandoc.List{}, false
  for _, body in ipairs(tbl.bodies) do
    rows:extend(body.body)
    for _, row in ipairs(body.body) do names = names or not is_number(text_of(row.cells[1])) end
  end
  if names and #tbl.colspecs > 1 then
    for _, body in ipairs(tbl.bodies) do body.row_head_columns = 1 end
  end
  if typst then
    set_widths(tbl, tbl.head.rows, rows)
  else
    for i, spec in ipairs(tbl.colspecs) do tbl.colspecs[i] = {spec[1], nil} end
  end
  return tbl
end

-- A Dutch decimal comma, written `4{,}1`, would otherwise be set with a space after it.
local function decimal_comma(formula)
  formula.text = formula.text:gsub('(%d){,}(%d)', '%1\\text{,}%2')
  return formula
end

return {{Math = decimal_comma, Span = claim, Table = shape, Div = key_figures}}
