-- A real editor: opens a file with corosafe-clangd, prints its diagnostics, takes
-- the quick fix under the cursor as a user does, and prints what is left.
--   nvim --headless --clean FILE -c 'luafile neovim.lua'    with $CLANGD set
local function say(...) io.stdout:write(string.format(...), "\n") end

local function stop(problem)
  if problem then say("failed: %s", problem) end
  vim.cmd(problem and "cquit 1" or "qall!")
end

local published = 0
local client = vim.lsp.start_client({
  cmd = { vim.env.CLANGD },
  root_dir = vim.fn.getcwd(),
  handlers = {
    ["textDocument/publishDiagnostics"] = function(...)
      vim.lsp.diagnostic.on_publish_diagnostics(...)
      published = published + 1
    end,
  },
})
if not client then return stop("no server") end

local function diagnostics_after(action)
  local before = published
  action()
  if not vim.wait(60000, function() return published > before end, 20) then return nil end
  local found = vim.diagnostic.get(0)
  table.sort(found, function(a, b) return a.lnum < b.lnum end)
  for _, d in ipairs(found) do
    say("%d:%d: %s [%s]", d.lnum + 1, d.col + 1, d.message:gsub("\n", " | "), d.user_data.lsp.code)
  end
  say("%d diagnostics", #found)
  return found
end

local found = diagnostics_after(function() vim.lsp.buf_attach_client(0, client) end)
if not found then return stop("nothing was published") end
for _, d in ipairs(found) do
  if d.message:find("fix available", 1, true) then
    vim.ui.select = function(items, _, choose)
      say("code action: %s", items[1][2].title)
      choose(items[1])
    end
    vim.api.nvim_win_set_cursor(0, { d.lnum + 1, d.col })
    if not diagnostics_after(function() vim.lsp.buf.code_action() end) then return stop("the fix changed nothing") end
    say("line %d is now:%s", d.lnum + 1, vim.api.nvim_buf_get_lines(0, d.lnum, d.lnum + 1, false)[1])
    break
  end
end
vim.cmd("write")
stop()
