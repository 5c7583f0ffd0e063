-- Gives the figures, tables and callouts of a chapter one form each:
--   Div.float  #label, kind=fig|tbl, alt; its first block is Div.caption, the rest the content
--   Div.callout  kind=note|…; its first block is Div.callout-title, empty where it has no own title
local common = require 'common'

local function float(label, kind, caption, content, alt)
  local blocks = pandoc.Blocks{pandoc.Div(caption, pandoc.Attr('', {'caption'}))}
  blocks:extend(content)
  local attributes = {kind = kind, alt = alt}
  return pandoc.Div(blocks, pandoc.Attr(label, {'float'}, attributes))
end

local function from_cell(div, details)
  local caption = pandoc.read(details.caption, common.MARKDOWN).blocks
  local content = pandoc.Blocks{}
  for _, block in ipairs(div.content) do
    if block.t == 'Figure' then content:extend(block.content) else content:insert(block) end
  end
  content = content:walk{
    Image = function(image)
      image.attributes.width, image.attributes.height = details.width, details.height
      return image
    end,
  }
  return float(div.identifier, details.kind, caption, content, details.alt)
end

local function callout(div, kind)
  local title = pandoc.Inlines{}
  local first = div.content[1]
  if div.attributes.title then
    local read = pandoc.read(div.attributes.title, common.MARKDOWN)
    title = pandoc.utils.blocks_to_inlines(read.blocks)
  elseif first and first.t == 'Header' then
    title = first.content
    div.content:remove(1)
  end
  local heading = pandoc.Div({pandoc.Plain(title)}, pandoc.Attr('', {'callout-title'}))
  div.content:insert(1, heading)
  div.classes, div.attributes = {'callout', 'callout-' .. kind}, {kind = kind}
  return div
end

return function(document, job)
  local function no_html(raw)
    if raw.format == 'html' and raw.text:match('^%s*<!%-%-') then return {} end
    common.fail('raw ' .. raw.format .. ' is not supported: ' .. raw.text, job.place)
  end
  return document:walk{
    traverse = 'topdown',
    RawBlock = no_html,
    RawInline = no_html,
    Div = function(div)
      local details = job.floats[div.identifier]
      if details then return from_cell(div, details), false end
      for _, class in ipairs(div.classes) do
        local kind = class:match('^callout%-(%a+)$')
        if kind and kind ~= 'title' then return callout(div, kind) end
      end
    end,
    Table = function(tbl)
      if common.kind(tbl.identifier) ~= 'tbl' then return nil end
      local label, caption = tbl.identifier, tbl.caption.long
      tbl.identifier, tbl.caption = '', pandoc.Caption({})
      return float(label, 'tbl', caption, {tbl}), false
    end,
  }
end
