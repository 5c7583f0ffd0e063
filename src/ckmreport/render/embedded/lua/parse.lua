-- Step `parse`: Markdown to a document that needs nothing of the other chapters, and the facts by
-- which chapters know each other.
local read = require 'read'
local facts = require 'facts'

return function(job)
  local document = read(job)
  return {facts = facts(document.blocks), document = pandoc.write(document, 'json')}
end
