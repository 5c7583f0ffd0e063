-- What comes from others is data: only links of known kinds stay, and nothing that a browser runs.
local SCHEMES = {http = true, https = true, mailto = true, tel = true}
local TAGS = {br = true, wbr = true, sup = true, sub = true, em = true, strong = true, b = true, i = true}

local function scheme(target)
  -- A browser reads over white space and control characters; what else stands there is no scheme
  -- that is known.
  return target:gsub('[%c%s]', ''):match('^([^/?#:]*):')
end

local function attributes(element)
  for name in pairs(element.attributes) do
    local plain = name:lower()
    if plain:match('^on') or plain:match('^src') or plain:match('href$') or plain:match('action$')
      or plain == 'style' and element.attributes[name]:lower():match('url%s*%(') then
      element.attributes[name] = nil
    end
  end
  return element
end

local function link(element)
  local kind = scheme(element.target)
  if kind and not SCHEMES[kind:lower()] then return element.content end
  return attributes(element)
end

local function image(element)
  local kind = scheme(element.src)
  local drawn = element.src:lower():match('^data:image/')
  if kind and not SCHEMES[kind:lower()] and not drawn then return element.caption end
  return attributes(element)
end

local function raw(shown)
  return function(element)
    if not element.format:match('^html') then return nil end
    local tag = element.text:match('^</?(%a+)%s*/?>%s*$')
    if tag and TAGS[tag:lower()] or element.text:match('^<!%-%-.*%-%->%s*$') then return nil end
    local text = element.text:lower()
    local active = text:match('<%s*script') or text:match('<%s*iframe') or text:match('<%s*object')
      or text:match('<%s*embed') or text:match('<%s*base') or text:match('<%s*meta')
      or text:match('<%s*form') or text:match('[%s"\'/]on%a+%s*=') or text:match('srcdoc')
      or text:gsub('[%c%s]', ''):match('script:') or text:match('&[#%a]')
    if active then return shown(element.text) end
  end
end

return {
  Link = link,
  Image = image,
  Span = attributes, Div = attributes, Code = attributes, CodeBlock = attributes,
  Header = attributes, Table = attributes,
  RawInline = raw(function(text) return pandoc.Str(text) end),
  RawBlock = raw(function(text) return pandoc.Para{pandoc.Str(text)} end),
}
