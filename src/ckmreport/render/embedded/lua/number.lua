-- Numbers chapters, sections, figures and tables, and gives the index of all labels.
-- Numbers are Quarto's: per chapter, letters for appendices, sections three levels deep.
local common = require 'common'

local DEPTH = 3

local function number_chapter(chapter, number, index)
  local sections, floats = {}, {fig = 0, tbl = 0}

  local function register(label, entry)
    if index[label] then common.fail('the label ' .. label .. ' is used twice', chapter.path) end
    entry.href = chapter.href
    index[label] = entry
  end

  local function section_number(level)
    sections[level] = (sections[level] or 0) + 1
    for deeper = level + 1, DEPTH do sections[deeper] = 0 end
    local parts = {number}
    for l = 2, level do parts[l] = sections[l] or 0 end
    return table.concat(parts, '.')
  end

  chapter.blocks = pandoc.Blocks(chapter.blocks):walk{
    traverse = 'topdown',
    Header = function(header)
      local own
      if number and not header.classes:includes('unnumbered') and header.level <= DEPTH then
        own = header.level == 1 and number or section_number(header.level)
      end
      header.attributes.number = own
      if header.level == 1 then chapter.title = pandoc.utils.stringify(header.content) end
      if common.kind(header.identifier) == 'sec' then
        local kind = 'section'
        if header.level == 1 then kind = chapter.appendix and 'appendix' or 'chapter' end
        register(header.identifier, {kind = kind, number = own})
      end
      return header
    end,
    Div = function(div)
      if not div.classes:includes('float') then return nil end
      local kind = div.attributes.kind
      floats[kind] = floats[kind] + 1
      local own = (number and number .. '.' or '') .. floats[kind]
      div.attributes.number = own
      register(div.identifier, {kind = kind == 'fig' and 'figure' or 'table', number = own})
      return div, false
    end,
  }
end

local function is_numbered(chapter)
  for _, block in ipairs(chapter.blocks) do
    if block.t == 'Header' and block.level == 1 then
      return not block.classes:includes('unnumbered')
    end
  end
  common.fail('the chapter has no heading', chapter.path)
end

return function(chapters)
  local index, chapter_count, appendix_count = {}, 0, 0
  for _, chapter in ipairs(chapters) do
    if is_numbered(chapter) then
      if chapter.appendix then
        appendix_count = appendix_count + 1
        chapter.number = string.char(64 + appendix_count)
      else
        chapter_count = chapter_count + 1
        chapter.number = tostring(chapter_count)
      end
    end
    number_chapter(chapter, chapter.number, index)
  end
  return index
end
