-- Turns cross-references into links that carry their number, and citations into text.
-- Links to labels get the form `page.html#label`, seen from the root of the book.
local common = require 'common'

local function reference(chapter, index, labels)
  return function(cite)
    local out = pandoc.Inlines{}
    for _, citation in ipairs(cite.citations) do
      if not common.kind(citation.id) then return nil end
      local entry = index[citation.id]
      if not entry or not entry.number then
        common.fail('@' .. citation.id .. ' refers to nothing with a number', chapter.path)
      end
      if #cite.citations > 1 or #citation.prefix > 0 or #citation.suffix > 0 then
        common.fail('@' .. citation.id .. ' stands in a bracket with more', chapter.path)
      end
      local text = entry.number
      if citation.mode ~= 'SuppressAuthor' then
        text = labels[entry.kind] .. '\u{a0}' .. text
      end
      local target = entry.href .. '#' .. citation.id
      out:insert(pandoc.Link(text, target, '', pandoc.Attr('', {'xref'})))
    end
    return out
  end
end

local function internal_link(chapter, index)
  return function(link)
    local label = link.target:match('^#(.+)$')
    if not label then return nil end
    if not index[label] then common.fail('the link to #' .. label .. ' leads nowhere', chapter.path) end
    link.target = index[label].href .. '#' .. label
    return link
  end
end

-- One run over the whole book, so that 2021a and 2021b agree between chapters.
local function cite(chapters, options)
  local book = pandoc.Blocks{}
  for _, chapter in ipairs(chapters) do book:insert(pandoc.Div(chapter.blocks)) end
  local meta = pandoc.read(options.nocite_yaml, 'markdown').meta
  meta.bibliography = pandoc.MetaList(options.bibliography)
  meta.csl, meta.lang, meta['link-citations'] = options.csl, options.lang, true
  local cited = pandoc.utils.citeproc(pandoc.Pandoc(book, meta))
  for i, chapter in ipairs(chapters) do chapter.blocks = cited.blocks[i].content end
end

local function link_citations(chapters)
  local home
  for _, chapter in ipairs(chapters) do
    chapter.blocks:walk{Div = function(div) if div.identifier == 'refs' then home = chapter.href end end}
  end
  for _, chapter in ipairs(chapters) do
    chapter.blocks = chapter.blocks:walk{
      Link = function(link)
        if not link.target:match('^#ref%-') then return nil end
        link.target = home .. link.target
        link.classes = {'citation-link'}
        return link
      end,
    }
  end
end

local refer = {}

function refer.resolve(chapters, index, options)
  for _, chapter in ipairs(chapters) do
    chapter.blocks = chapter.blocks:walk{Cite = reference(chapter, index, options.labels)}
    chapter.blocks = chapter.blocks:walk{Link = internal_link(chapter, index)}
  end
  if #options.bibliography > 0 then
    cite(chapters, options)
    link_citations(chapters)
  end
end

-- Gives a chapter that stands alone: references to other chapters keep their text only.
function refer.unlinked(chapter)
  local alone = {}
  for key, value in pairs(chapter) do alone[key] = value end
  alone.blocks = chapter.blocks:walk{
    Link = function(link)
      local page = link.target:match('^([^:#]*%.html)#')
      if page and page ~= chapter.href then return link.content end
    end,
  }
  return alone
end

return refer
