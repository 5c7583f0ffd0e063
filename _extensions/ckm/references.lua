-- What Quarto leaves to Typst: numbers of references; dates, a colophon and the
-- page of a draft as they are shown.
-- It comes first, because widths of columns are measured by the text that stands in them.
if not quarto.doc.is_format('typst') then return {} end

-- Lines of one paragraph would run together in the Typst that Quarto makes of metadata.
local function as_blocks(meta)
  if pandoc.utils.type(meta) == 'Blocks' then return meta end
  local out, line = pandoc.Blocks{}, pandoc.Inlines{}
  for _, inline in ipairs(meta) do
    if inline.t == 'LineBreak' then
      out:insert(pandoc.Para(line))
      line = pandoc.Inlines{}
    else
      line:insert(inline)
    end
  end
  out:insert(pandoc.Para(line))
  return out
end

-- The number of every label, from the staged book. Quarto leaves it to Typst to number references,
-- so that the widths of columns could not be measured.
local numbers = {}

local function meta(given)
  for label, number in pairs(given['ckm-numbers'] or {}) do
    numbers[label] = pandoc.utils.stringify(number)
  end
  if given.date then  -- no line ends after the day of a date
    local date = pandoc.utils.stringify(given.date)
    given.date = pandoc.MetaInlines(pandoc.Str((date:gsub(' ', '\u{a0}', 1))))
  end
  for _, name in ipairs{'colophon', 'concept', 'help-lines'} do
    if given[name] then given[name] = pandoc.MetaBlocks(as_blocks(given[name])) end
  end
  return given
end

local function references(inlines)
  for n, inline in ipairs(inlines) do
    local label = inline.t == 'RawInline' and inline.text:match('^#ref%(<(.-)>, supplement: %[$')
    local closing = n
    while label and inlines[closing] and inlines[closing].text ~= '])' do closing = closing + 1 end
    if label and numbers[label] and inlines[closing] then
      local space = closing > n + 1 and '\u{a0}' or ''
      inlines[n] = pandoc.RawInline('typst', '#link(<' .. label .. '>)[')
      inlines[closing] = pandoc.RawInline('typst', ']')
      inlines:insert(closing, pandoc.Str(space .. numbers[label]))
    end
  end
  return inlines
end

return {{Meta = meta}, {Inlines = references}}
