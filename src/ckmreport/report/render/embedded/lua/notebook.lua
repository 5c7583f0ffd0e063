-- Step `notebook`: a parsed notebook to the content of its page, with cross-references as links to
-- the book, callouts with their title and tables that scroll by themselves.
local common = require 'common'
local refer = require 'refer'

local OPTIONS = pandoc.WriterOptions{
  html_math_method = 'mathml', wrap_text = 'none', reference_location = 'block',
}
local TITLES = {note = 'Opmerking', tip = 'Tip', warning = 'Waarschuwing', important = 'Belangrijk'}

local function link_to(reference, content)
  return pandoc.Link(content or reference.text, reference.href, '', pandoc.Attr('', {'xref'}))
end

local function cross_reference(cite, job)
  local links = pandoc.Inlines{}
  for _, citation in ipairs(cite.citations) do
    local reference = job.references[citation.id]
    if not reference then return nil end
    links:insert(link_to(reference))
  end
  return links
end

-- The list of works is on another page.
local function link(job)
  return function(element)
    local label = element.target:match('^#(.+)$')
    if label and label:match('^ref%-') then return element.content end
    if label and job.references[label] then
      return link_to(job.references[label], element.content)
    end
  end
end

local function callout(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match('^callout%-(%a+)$')
    if kind and TITLES[kind] then
      local title = pandoc.Inlines(div.attributes.title or TITLES[kind])
      if not div.attributes.title and div.content[1] and div.content[1].t == 'Header' then
        title = div.content:remove(1).content
      end
      div.content:insert(1, pandoc.Div({pandoc.Plain(title)}, pandoc.Attr('', {'callout-title'})))
      div.classes, div.attributes = {'callout', class}, {role = 'note'}
      return div
    end
  end
end

local function scroller(tbl)
  local name = tbl.attributes['aria-label'] or 'Tabel'
  local attributes = {{'role', 'group'}, {'tabindex', '0'}, {'aria-label', name}}
  return pandoc.Div({tbl}, pandoc.Attr('', {'scroller'}, attributes))
end

return function(job)
  local blocks = refer.cite(common.parsed(job), job, cross_reference)
  blocks = blocks:walk{Link = link(job), Div = callout}:walk{Table = scroller}
  blocks = common.with_extension(blocks, 'html', job)
  return pandoc.write(pandoc.Pandoc(blocks), 'html5', OPTIONS)
end
