-- Turns cross-references into links that carry their number, and citations into text.
-- Links to labels get the form `page.html#label`, seen from the root of the book.
local common = require 'common'

local function reference(cite, job)
  local out = pandoc.Inlines{}
  for _, citation in ipairs(cite.citations) do
    local entry = job.index[citation.id]
    if not entry or entry.number == '' then
      common.fail('@' .. citation.id .. ' refers to nothing with a number', job.place)
    end
    if #cite.citations > 1 or #citation.prefix > 0 or #citation.suffix > 0 then
      common.fail('@' .. citation.id .. ' stands in a bracket with more', job.place)
    end
    local text = entry.number
    if citation.mode ~= 'SuppressAuthor' then
      text = pandoc.text.lower(job.labels[entry.kind]) .. '\u{a0}' .. text
    end
    local target = entry.href .. '#' .. citation.id
    out:insert(pandoc.Link(text, target, '', pandoc.Attr('', {'xref'})))
  end
  return out
end

local function link(job)
  return function(element)
    local label = element.target:match('^#(.+)$')
    if not label then return nil end
    if label:match('^ref%-') then
      element.target, element.classes = job.home .. '#' .. label, {'citation-link'}
      return element
    end
    if not job.index[label] then
      common.fail('the link to #' .. label .. ' leads nowhere', job.place)
    end
    element.target = job.index[label].href .. '#' .. label
    return element
  end
end

-- As citeproc does: the full stop of a citation is that of a sentence, too.
local function one_full_stop(inlines)
  for n = #inlines, 2, -1 do
    local cite, stop = inlines[n - 1], inlines[n]
    if stop.t == 'Str' and stop.text == '.' and cite.t == 'Cite'
      and pandoc.utils.stringify(cite.content):match('%.$') then
      inlines:remove(n)
    end
  end
  return inlines
end

local refer = {}

-- Fills in the citations, and for cross-references what `cross_reference` gives.
function refer.cite(blocks, job, cross_reference)
  local formatted, ends_with_stop = {}, false
  local function content_of(key)
    if not job.cites[key] then common.fail('a citation stands within another', job.place) end
    local content = pandoc.json.decode(job.cites[key]).content
    ends_with_stop = ends_with_stop or pandoc.utils.stringify(content):match('%.$') ~= nil
    return content
  end
  blocks = blocks:walk{
    Cite = function(element)
      if common.kind(element.citations[1].id) then return cross_reference(element, job) end
      if not next(job.cites) then return nil end
      local key = common.cite_key(element)
      formatted[key] = formatted[key] or content_of(key)
      element.content = formatted[key]
      return element
    end,
  }
  if ends_with_stop then blocks = blocks:walk{Inlines = one_full_stop} end
  if not next(job.works) then return blocks end
  return blocks:walk{
    Div = function(div)
      if div.identifier ~= 'refs' then return nil end
      local works = pandoc.json.decode(job.works[common.list_key(div)])
      div.attr = works.attr
      div.content:extend(works.content)
      return div
    end,
  }
end

-- Gives the blocks of a chapter with all that it refers to filled in.
function refer.resolve(blocks, job)
  return refer.cite(blocks, job, reference):walk{Link = link(job)}
end

-- Gives a chapter that stands alone: references to other chapters keep their text only.
function refer.unlinked(blocks, href)
  return blocks:walk{
    Link = function(element)
      local page = element.target:match('^([^:#]*%.html)#')
      if page and page ~= href then return element.content end
    end,
  }
end

return refer
