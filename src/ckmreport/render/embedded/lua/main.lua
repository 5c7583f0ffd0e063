-- pandoc lua main.lua MANIFEST: reads all chapters of a book, numbers them, resolves references
-- and citations, and writes pages for the HTML book and a body for the Typst template.
-- The manifest is written, and the results are read, by convert.py.
package.path = arg[0]:match('^(.*)[/\\]') .. '/?.lua;' .. package.path

local common = require 'common'
local read = require 'read'
local number = require 'number'
local refer = require 'refer'
local html = require 'html'
local typst = require 'typst'

local manifest = pandoc.json.decode(assert(common.read_file(arg[1])), false)
local labels = manifest.labels

-- The extension's filter asks for the output format, as it does under Quarto.
local function apply_extension(blocks, format)
  FORMAT = format
  for _, filter in ipairs(dofile(manifest.filter)) do blocks = blocks:walk(filter) end
  return blocks
end

local function with_extension(chapter, format)
  local copy = {}
  for key, value in pairs(chapter) do copy[key] = value end
  copy.blocks = apply_extension(chapter.blocks, format)
  return copy
end

local chapters = pandoc.List(manifest.chapters)
for _, chapter in ipairs(chapters) do chapter.blocks = read(chapter, manifest.floats, labels) end
local index = number(chapters)
refer.resolve(chapters, index, manifest)

local result = {index = index, pages = pandoc.List{}, matter = {}}
for _, chapter in ipairs(chapters) do
  local page = with_extension(chapter, 'html')
  result.pages:insert{
    href = page.href, title = page.title, number = page.number or '', appendix = page.appendix,
    outline = html.outline(page), search = html.search_texts(page), body = html.page(page, labels),
  }
end
for name, markdown in pairs(manifest.matter) do
  result.matter[name] = {html = html.fragment(markdown), typst = typst.fragment(markdown)}
end
result.typst = typst.body(
  chapters:map(function(chapter) return with_extension(chapter, 'typst') end), labels
)
result.front = typst.body({with_extension(refer.unlinked(chapters[1]), 'typst')}, labels)
common.write_file(manifest.result, pandoc.json.encode(result))
