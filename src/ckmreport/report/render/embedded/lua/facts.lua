-- Says of a chapter what the others must know to number it and to refer to it, and what it asks
-- of them: parts (headings, figures and tables, in the order in which `fill` meets them), labels
-- that it refers to, citations, and places for the list of works.
local common = require 'common'

-- Whether a chapter bears a number; nil where it has no title.
local function is_numbered(blocks)
  for _, block in ipairs(blocks) do
    if block.t == 'Header' and block.level == 1 then
      return not block.classes:includes('unnumbered')
    end
  end
end

return function(blocks)
  local facts = {
    title = '', numbered = is_numbered(blocks), parts = pandoc.List{}, refers = pandoc.List{},
    cites = pandoc.List{}, lists = pandoc.List{},
  }
  blocks:walk{
    traverse = 'topdown',
    Header = function(header)
      if header.level == 1 then facts.title = pandoc.utils.stringify(header.content) end
      facts.parts:insert{
        kind = 'heading', level = header.level,
        label = common.kind(header.identifier) == 'sec' and header.identifier or '',
        numbered = not header.classes:includes('unnumbered'),
      }
    end,
    Div = function(div)
      if div.identifier == 'refs' then facts.lists:insert(common.list_key(div)) end
      if not div.classes:includes('float') then return nil end
      facts.parts:insert{kind = div.attributes.kind, label = div.identifier}
      return div, false
    end,
  }
  blocks:walk{
    Cite = function(cite)
      if common.kind(cite.citations[1].id) then
        facts.refers:extend(cite.citations:map(function(citation) return citation.id end))
      else
        facts.cites:insert(common.cite_key(cite))
      end
    end,
    Link = function(link)
      local label = link.target:match('^#(.+)$')
      if label then facts.refers:insert(label) end
    end,
  }
  return facts
end
