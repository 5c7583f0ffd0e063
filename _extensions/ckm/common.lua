-- What both renderers do to the document: claims, main points, key figures, decimal commas, tables.
-- A plain pandoc filter; Quarto runs it after its own filters, the embedded renderer by hand.
local typst = FORMAT:match('typst') ~= nil

local NO_LONGER_TRUE = '[niet onderbouwd door deze cijfers]'

local function raw_inline(text) return pandoc.RawInline('typst', text) end
local function raw_block(text) return pandoc.RawBlock('typst', text) end

-- A claim reads as ordinary text; one that the figures contradict is marked, in words too. On
-- screen it keeps its condition, by which the ledger knows it.
local function claim(span)
  if not span.classes:includes('claim') then return nil end
  if typst then span.attributes.when = nil end
  if not span.classes:includes('onwaar') then return span end
  if typst then
    return pandoc.Inlines{raw_inline('#refuted[')} .. span.content .. {raw_inline(']')}
  end
  local note = pandoc.Span(pandoc.Inlines(NO_LONGER_TRUE), pandoc.Attr('', {'claim-note'}))
  return pandoc.Inlines{span, pandoc.Space(), note}
end

-- The percentage that a card begins with; none where its number is hidden.
local function share(item)
  local first = pandoc.utils.stringify(item[1] or pandoc.Plain{}):match('^(%d+)%%')
  return first and math.min(tonumber(first), 100)
end

-- On screen the bar of a card is an empty span; the style sheet gives it its colours.
local function with_bar(item)
  local part = share(item)
  if not part then return item end
  local attr = pandoc.Attr('', {'balk'}, {{'style', '--deel: ' .. part .. '%'}, {'aria-hidden', 'true'}})
  item[1].content:insert(pandoc.Span({}, attr))
  return item
end

-- The lists in `::: {.kerncijfers}` and `::: {.hulp}` become cards and lines; on screen the style
-- sheet does that.
local function list_of(class, call)
  return function(div)
    if not div.classes:includes(class) then return nil end
    local out = pandoc.Blocks{}
    for _, block in ipairs(div.content) do
      if block.t == 'BulletList' then
        out:extend(call(block.content))
      else
        out:insert(block)
      end
    end
    if typst then return out end
    div.content = out
    return div
  end
end

local function calls(name, items, argument)
  local out = pandoc.Blocks{raw_block('#' .. name .. '((')}
  for _, item in ipairs(items) do
    out:insert(raw_block('('))
    out:insert(raw_block(argument(item) .. '['))
    out:extend(item)
    out:insert(raw_block(']),'))
  end
  out:insert(raw_block('))'))
  return out
end

local key_figures = list_of('kerncijfers', function(items)
  if not typst then return pandoc.Blocks{pandoc.BulletList(items:map(with_bar))} end
  return calls('key-figures', items, function(item) return (share(item) or 'none') .. ', ' end)
end)

local help_lines = list_of('hulp', function(items)
  if not typst then return pandoc.Blocks{pandoc.BulletList(items)} end
  return calls('help-lines', items, function() return '' end)
end)

-- What these blocks hold is set by a function of the template; on screen the style sheet does it.
local SET_BY = {
  punt = 'point',             -- a paragraph that opens with what it is about, in bold
  kern = 'main-point',        -- what a chapter comes down to, under its title
  bevinding = 'finding',      -- what the figure after it shows
  uitgelicht = 'pulled-out',  -- a sentence of a long text again, in large
}

local function set_apart(div)
  local call = SET_BY[div.classes[1]]
  if not call then return nil end
  -- A sentence that chooses may choose to say nothing.
  if pandoc.utils.stringify(div):match('^%s*$') then return {} end
  if not typst then return nil end
  return pandoc.Blocks{raw_block('#' .. call .. '[')} .. div.content .. {raw_block(']')}
end

local function length(tbl)
  local count = #tbl.foot.rows   -- where the last rows of a long table are
  for _, body in ipairs(tbl.bodies) do count = count + #body.body end
  return count
end

local REGISTER = 40    -- with more rows a table is there to look something up, and set small

-- A `::: {.vraag}` holds a question, what explains it and the table of the answers. In print what
-- precedes the table stays with it; on screen the table is named after the question.
local function question(div)
  if not div.classes:includes('vraag') then return nil end
  if not typst then
    local name = pandoc.utils.stringify(div.content[1])
    return div:walk{Table = function(tbl) tbl.attributes['aria-label'] = name; return tbl end}
  end
  local head, answers = pandoc.Blocks{}, pandoc.Blocks{}
  for _, block in ipairs(div.content) do
    if block.t == 'Table' or block.t == 'RawBlock' or #answers > 0 then answers:insert(block) else head:insert(block) end
  end
  if answers[1] and answers[1].t == 'Table' and length(answers[1]) > REGISTER then
    answers:insert(1, raw_block('#register['))
    answers:insert(raw_block(']'))
  end
  return pandoc.Blocks{raw_block('#question[')} .. head .. {raw_block(']')} .. answers
end

local function base_line(span)
  if not (typst and span.classes:includes('basis')) then return nil end
  return pandoc.Inlines{raw_inline('#base-line[')} .. span.content .. {raw_inline(']')}
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
local HALF_LINE = 54   --   and in one of two columns,
local UPRIGHT = 1      --   where the headers of a table of many columns stand upright
local LONG = 200       -- a longer text takes no more of the width
local PADDING = 4      -- the space between columns, and what bold takes more
local NAME = 22        -- what a first column of names gets before its texts wrap
local MANY = 6         -- with more columns the template sets a table smaller and tighter:
local TIGHT = 3        --   the space between its columns
local HEADER_WORD = 9  --   headers wrap at words, and a longer word is hyphenated

-- Headers such as "Scholing: aantal" and "Scholing: aandeel" beside each other share their first
-- part: it stands above both, and spans them. Gives the row with one cell per column, and the
-- first columns of such headers with how many share it.
local function split_header(row)
  local split, spans, texts = row:clone(), {}, pandoc.List{}
  for i, cell in ipairs(row.cells) do
    local above, below = text_of(cell):match('^(.-): ([^:]+)$')
    texts[i] = {above or false, below}
  end
  local i = 1
  while i <= #texts do
    local last = i
    while texts[i][1] and texts[last + 1] and texts[last + 1][1] == texts[i][1] do last = last + 1 end
    if last > i then
      spans[i] = {text = texts[i][1], count = last - i + 1}
      for column = i, last do
        local word = texts[column][2]
        word = word:sub(1, 1):upper() .. word:sub(2)
        split.cells[column].contents = {pandoc.Plain(pandoc.Inlines(word))}
      end
    end
    i = last + 1
  end
  return split, spans
end

local function two_rows(split, spans)
  local above, below = pandoc.List{}, pandoc.List{}
  local i = 1
  while i <= #split.cells do
    local span = spans[i]
    if span then
      local name = {pandoc.Plain(pandoc.Inlines(span.text))}
      above:insert(pandoc.Cell(name, 'AlignCenter', 1, span.count))
      for column = i, i + span.count - 1 do below:insert(split.cells[column]) end
    else
      local cell = split.cells[i]
      above:insert(pandoc.Cell(cell.contents, cell.alignment, 2, 1))
    end
    i = i + (span and span.count or 1)
  end
  return {pandoc.Row(above), pandoc.Row(below)}
end

local function set_widths(tbl, head, rows)
  local half = tbl.classes:includes('smal')
  local line = half and HALF_LINE or LINE
  local least, more, total_least, total_more = {}, {}, 0, 0
  local many = #tbl.colspecs > MANY
  local padding = many and TIGHT or PADDING
  for i = 1, #tbl.colspecs do
    local longest, word = 1, 1
    local function measure(row, whole, part)
      if not row.cells[i] then return end
      local text = text_of(row.cells[i])
      longest = math.max(longest, math.min(utf8.len(text) or #text, whole))
      word = math.max(word, math.min(longest_word(text), part))
    end
    local header = many and (half and i > 1 and UPRIGHT or HEADER_WORD) or LONG
    for _, row in ipairs(head) do measure(row, header, header) end
    for _, row in ipairs(rows) do measure(row, LONG, LONG) end
    if i == 1 then word = math.max(word, math.min(longest, NAME)) end
    least[i] = word + padding
    more[i] = math.max(0, longest - word)
    total_least, total_more = total_least + least[i], total_more + more[i]
  end
  local room = math.max(0, line - total_least)
  local share = total_more > 0 and math.min(1, room / total_more) or 0
  local rest = math.max(0, room - total_more)
  line = math.max(line, total_least)
  for i, spec in ipairs(tbl.colspecs) do
    local width = least[i] + share * more[i] + (i == 1 and rest or 0)
    tbl.colspecs[i] = {spec[1], math.floor(width / line * 1000) / 1000}
  end
end

-- A foot is set in one piece, so that a table that may break leaves no last row alone.
local LONG_TABLE, LONG_IN_COLUMN, FOOT = 24, 8, 3

local function keep_last_rows(tbl)
  local rows = tbl.bodies[#tbl.bodies].body
  local long = tbl.classes:includes('smal') and LONG_IN_COLUMN or LONG_TABLE
  if #tbl.foot.rows > 0 or #rows <= long then return end
  for _ = 1, FOOT do table.insert(tbl.foot.rows, 1, rows:remove(#rows)) end
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
  local spans = {}
  if #tbl.head.rows == 1 then tbl.head.rows[1], spans = split_header(tbl.head.rows[1]) end
  if typst then
    set_widths(tbl, tbl.head.rows, rows)
    keep_last_rows(tbl)
    tbl.classes = tbl.classes:filter(function(class) return class ~= 'smal' end)
  else
    for i, spec in ipairs(tbl.colspecs) do tbl.colspecs[i] = {spec[1], nil} end
  end
  if not next(spans) then return tbl end
  tbl.head.rows = two_rows(tbl.head.rows[1], spans)
  if not typst then return tbl end
  return pandoc.Blocks{raw_block('#two-headers['), tbl, raw_block(']')}
end

-- A Dutch decimal comma, written `4{,}1`, would otherwise be set with a space after it.
local function decimal_comma(formula)
  formula.text = formula.text:gsub('(%d){,}(%d)', '%1\\text{,}%2')
  return formula
end

-- `::: {.op-scherm}` holds what is only there to look something up in.
local function on_screen(div)
  if typst and div.classes:includes('op-scherm') then return {} end
end

-- Half a page is as wide as half a table: its columns are measured by that.
local function narrow(tbl)
  tbl.classes:insert('smal')
  return tbl
end

-- A chapter `# Titel {.twee-kolommen}` is set in two columns.
local function two_columns(blocks)
  if not typst then return nil end
  local out, chapter = pandoc.Blocks{}, nil
  local function finish()
    if chapter then
      out:extend(pandoc.Blocks{raw_block('#two-columns[')} .. chapter:walk{Table = narrow})
      out:insert(raw_block(']'))
    end
    chapter = nil
  end
  for _, block in ipairs(blocks) do
    if block.t == 'Header' and block.level == 1 then
      finish()
      if block.classes:includes('twee-kolommen') then chapter = pandoc.Blocks{} end
    end
    (chapter or out):insert(block)
  end
  finish()
  return out
end

local function span(element) return claim(element) or base_line(element) end
local function div(element)
  return key_figures(element) or help_lines(element) or set_apart(element) or question(element)
end

return {{Div = on_screen, Blocks = two_columns}, {Math = decimal_comma, Span = span, Table = shape, Div = div}}
