-- Writes the main content of a page, its outline and the texts for the search index.
local common = require 'common'
local harmless = require 'harmless'

local OPTIONS = pandoc.WriterOptions{
  html_math_method = 'mathml', section_divs = true, wrap_text = 'none',
}

local function span(text, class) return pandoc.Span(pandoc.Inlines(text), pandoc.Attr('', {class})) end

local function scroller(content, name)
  -- Pairs, not a table by name: those have no fixed order, and pages are the same each time.
  local attributes = {{'role', 'group'}, {'tabindex', '0'}, {'aria-label', name}}
  return pandoc.Div(content, pandoc.Attr('', {'scroller'}, attributes))
end

local function float(div, labels, page)
  local kind = div.attributes.kind
  local word = kind == 'fig' and labels.figure or labels.table
  local name = word .. '\u{a0}' .. div.attributes.number
  local caption = common.take_caption(div)
  local title = pandoc.Inlines{span(name .. ':', 'float-number'), pandoc.Space()} .. caption
  if kind == 'fig' then
    local body = div.content:walk{
      Image = function(image)
        image.caption = pandoc.Inlines(div.attributes.alt)
        image.src = common.relative(page, image.src)
        image.attributes.loading = 'lazy'
        return image
      end,
    }
    local attr = pandoc.Attr(div.identifier, {'float', 'figure'})
    return pandoc.Figure({scroller(body, name)}, pandoc.Caption(pandoc.Plain(title)), attr)
  end
  for _, block in ipairs(div.content) do
    if block.t == 'Table' then block.caption = pandoc.Caption{pandoc.Plain(title)} end
  end
  local attr = pandoc.Attr(div.identifier, {'float', 'table'})
  return pandoc.Div({scroller(div.content, name)}, attr)
end

local function heading(job)
  return function(header)
    local number = header.attributes.number
    header.attributes.number = nil
    if not number then return header end
    if job.appendix and header.level == 1 then number = job.labels.appendix .. ' ' .. number end
    header.content = pandoc.Inlines{span(number, 'heading-number'), pandoc.Space()} .. header.content
    return header
  end
end

local function write(blocks)
  local html = pandoc.write(pandoc.Pandoc(blocks), 'html5', OPTIONS)
  html = html:gsub('<thead>.-</thead>', function(head)
    return (head:gsub('<th(%f[%s>][^>]*)>', function(attributes)
      local scope = attributes:match(' colspan=') and 'colgroup' or 'col'
      return '<th scope="' .. scope .. '"' .. attributes .. '>'
    end))
  end)
  html = html:gsub('<tbody>.-</tbody>', function(body)
    return (body:gsub('<th([ >])', '<th scope="row"%1'))
  end)
  html = html:gsub('class="footnote%-back"', '%0 aria-label="Terug naar de tekst"')
  return (html:gsub('(<section id="footnotes"[^>]*)>\n<hr />', '%1 aria-label="Voetnoten">'))
end

local html = {}

function html.page(blocks, job)
  blocks = blocks:walk{
    Link = function(link)
      local page, label = link.target:match('^([^:#]*%.html)(#.+)$')
      if not page then return nil end
      link.target = common.relative(job.href, page) .. label
      return link
    end,
  }
  return write(blocks:walk{
    traverse = 'topdown',
    Header = heading(job),
    Div = function(div)
      if div.classes:includes('float') then return float(div, job.labels, job.href), false end
      if div.classes:includes('callout') then
        div.attributes = {role = 'note'}
        if pandoc.utils.stringify(div.content[1]) == 'Aanbeveling' then
          div.classes:insert('aanbeveling')
        end
        return div
      end
    end,
    Table = function(tbl)
      return scroller(tbl, tbl.attributes['aria-label'] or job.labels.table), false
    end,
  })
end

function html.fragment(markdown)
  return write(pandoc.read(markdown, common.MARKDOWN):walk(harmless).blocks)
end

function html.outline(blocks)
  local outline = pandoc.List{}
  for _, block in ipairs(blocks) do
    if block.t == 'Header' and (block.level == 2 or block.level == 3) then
      outline:insert{
        id = block.identifier, level = block.level, number = block.attributes.number or '',
        text = pandoc.utils.stringify(block.content),
      }
    end
  end
  return outline
end

local function add_text(block, parts)
  local function add(leaf) table.insert(parts, pandoc.utils.stringify(leaf)) end
  pandoc.Blocks{block}:walk{Plain = add, Para = add}
end

-- The text of each section, by the identifier of its heading.
function html.search_texts(blocks, chapter_title)
  local current = {id = '', title = chapter_title, parts = {}}
  local sections = pandoc.List{current}
  for _, block in ipairs(blocks) do
    if block.t == 'Header' and block.level > 1 then
      local title = pandoc.utils.stringify(block.content)
      current = {id = block.identifier, title = title, parts = {}}
      sections:insert(current)
    elseif block.t ~= 'Header' then
      add_text(block, current.parts)
    end
  end
  return sections:map(function(section)
    return {id = section.id, title = section.title, text = table.concat(section.parts, ' ')}
  end)
end

return html
