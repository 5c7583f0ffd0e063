-- What a page of an executed notebook needs besides common.lua: cross-references as links to the
-- book, callouts with their title, tables that scroll by themselves.
local references = {}

local function read_references(meta)
  for label, reference in pairs(meta['ckm-references'] or {}) do
    references[label] = {
      href = pandoc.utils.stringify(reference.href), text = pandoc.utils.stringify(reference.text),
    }
  end
end

local function link_to(label, content)
  local reference = references[label]
  return pandoc.Link(content or reference.text, reference.href, '', pandoc.Attr('', {'xref'}))
end

local function cross_reference(cite)
  local links = pandoc.Inlines{}
  for _, citation in ipairs(cite.citations) do
    if not references[citation.id] then return nil end
    links:insert(link_to(citation.id))
  end
  return links
end

local function internal_link(link)
  local label = link.target:match('^#(.+)$')
  if label and references[label] then return link_to(label, link.content) end
end

local TITLES = {note = 'Opmerking', tip = 'Tip', warning = 'Waarschuwing', important = 'Belangrijk'}

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

return {
  {Meta = read_references},
  {Cite = cross_reference, Link = internal_link, Div = callout},
  {Table = scroller},
}
