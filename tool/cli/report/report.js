'use strict';
// What the page shows comes from the JSON above it. All of it goes in as text,
// never as markup: names of files and functions may hold anything.
const data = JSON.parse(document.getElementById('data').textContent);
const roles = {
  finding: 'Finding', effect: 'Effect', suspend: 'Suspend point',
  cancelled: 'Cancellation', lost: 'What is lost', context: 'See also',
};
const statuses = { open: 'reported', nolint: 'silenced by NOLINT', baseline: 'in the baseline' };
const $ = (id) => document.getElementById(id);
const list = $('list'), detail = $('detail');
let shown = [], chosen = -1, step = 0;

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === 'onclick') made.addEventListener('click', value);
    else if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

const plural = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;
const placeOf = (at) => `${at.file}:${at.line}:${at.column}`;

// --- Filters ---------------------------------------------------------------

function fill(select, all, values, label) {
  select.append(el('option', { value: '' }, all));
  for (const [value, count] of values) select.append(el('option', { value }, `${label(value)} (${count})`));
}

function counted(key) {
  const counts = new Map();
  for (const finding of data.findings) counts.set(key(finding), (counts.get(key(finding)) || 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function matches(finding) {
  const wanted = { check: $('check').value, confidence: $('confidence').value, file: $('file').value, status: $('status').value };
  for (const [key, value] of Object.entries(wanted)) {
    const has = key === 'file' ? finding.at.file : finding[key];
    if (value && has !== value) return false;
  }
  const text = finding.searched;
  return $('search').value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

function applyFilters() {
  const kept = shown[chosen];
  shown = data.findings.filter(matches);
  drawList();
  const again = shown.indexOf(kept);
  if (again >= 0) choose(again, false);
  else if (shown.length && !narrow()) choose(0, false);
  else clearDetail();
}

// --- The list --------------------------------------------------------------

function drawList() {
  list.replaceChildren();
  if (!shown.length) {
    list.append(el('p', { class: 'empty' }, data.findings.length ? 'Nothing matches these filters.' : 'Nothing was found.'));
    if (data.skipped.length) list.append(skippedList());
    return;
  }
  let file = null, items = null;
  shown.forEach((finding, index) => {
    if (finding.at.file !== file) {
      file = finding.at.file;
      items = el('ul', {});
      list.append(el('h2', {}, file), items);
    }
    const about = el('span', { class: 'about' },
      el('span', { class: `level ${finding.confidence}` }, finding.error ? 'error' : finding.confidence),
      el('span', {}, finding.check), el('span', {}, `line ${finding.at.line}`));
    if (finding.status !== 'open') about.append(el('span', {}, statuses[finding.status]));
    items.append(el('li', {}, el('button', {
      class: finding.status === 'open' ? 'item' : 'item hidden', type: 'button', onclick: () => choose(index, true),
    }, el('span', { class: 'what' }, finding.message), about)));
  });
  if (data.skipped.length) list.append(skippedList());
}

function skippedList() {
  const box = el('details', {}, el('summary', {}, `${plural(data.skipped.length, 'part')} not analysed`));
  box.append(el('ul', {}, ...data.skipped.map((s) => el('li', {}, `${s.file}${s.function ? `: ${s.function}` : ''}: ${s.reason}`))));
  return box;
}

// --- One finding -----------------------------------------------------------

const narrow = () => matchMedia('(max-width: 46rem)').matches;

function clearDetail() {
  chosen = -1;
  document.body.classList.remove('reading');
  detail.replaceChildren(el('p', { class: 'empty' }, shown.length ? 'Choose a finding.' : ''));
}

function choose(index, byHand) {
  chosen = index;
  step = 0;
  const finding = shown[index];
  list.querySelectorAll('.item').forEach((item, i) => item.setAttribute('aria-current', i === index));
  list.querySelectorAll('.item')[index].scrollIntoView({ block: 'nearest' });
  drawDetail(finding);
  if (byHand) {
    if (narrow()) { document.body.classList.add('reading'); scrollTo(0, 0); }
    history.replaceState(null, '', `#${finding.id}`);
  }
  detail.scrollTop = 0;
}

function drawDetail(finding) {
  const steps = [{ role: 'finding', message: finding.message, at: finding.at }, ...finding.notes];
  const tag = (text, style) => el('span', { class: `tag ${style || ''}` }, text);
  const parts = [
    el('button', { id: 'back', type: 'button', onclick: backToList }, 'All findings'),
    el('p', { class: 'place' }, placeOf(finding.at)),
    el('h2', {}, finding.message),
    el('div', { class: 'tags' }, tag(`corosafe-${finding.check}`), tag(`${finding.confidence} confidence`, `level ${finding.confidence}`),
      finding.error ? tag('error', 'level high') : null, finding.function ? tag(`in ${finding.function}`) : null,
      ...data.rules[finding.check].cwe.map((cwe) => tag(`CWE-${cwe}`)),
      finding.status === 'open' ? null : tag(statuses[finding.status] + (finding.reason ? `: ${finding.reason}` : ''))),
  ];
  if (finding.help) parts.push(el('p', { class: 'help' }, el('b', {}, 'What to do'), finding.help));
  for (const fix of finding.fixes) parts.push(el('p', { class: 'help' }, el('b', {}, 'Fix'), fix));
  const go = el('span', { class: 'go' },
    el('button', { type: 'button', onclick: () => follow(-1), 'aria-label': 'Previous step' }, '‹'),
    el('span', { id: 'where' }),
    el('button', { type: 'button', onclick: () => follow(1), 'aria-label': 'Next step' }, '›'));
  parts.push(el('div', { class: 'story' }, el('h3', {}, 'How it happens'), steps.length > 1 ? go : null));
  parts.push(el('ol', { class: 'timeline' }, ...steps.map((s, i) => el('li', { class: s.role },
    el('span', { class: 'dot', 'aria-hidden': 'true' }, el('span', {}, String(i + 1))),
    el('button', { class: 'step', type: 'button', onclick: () => goTo(i) },
      el('span', { class: `role ${s.role}` }, roles[s.role], el('span', { class: 'at' }, `${s.at.file.split('/').pop()}:${s.at.line}`)),
      i ? el('span', { class: 'words' }, s.message) : el('code', {}, lineAt(finding, s.at)))))));
  parts.push(el('h3', {}, 'The code'), ...codeOf(finding, steps));
  const rule = data.rules[finding.check];
  parts.push(el('details', {}, el('summary', {}, `About ${finding.check}: ${rule.summary}`), el('pre', {}, rule.doc)));
  detail.replaceChildren(...parts);
  goTo(0, false);
}

// A line with the marks of the steps that are on it. Where they overlap, the
// innermost has the colour, and all of them light up with their steps.
function markedLine(text, marks) {
  const cell = el('td', { class: 'text' });
  const edges = [...new Set([0, text.length, ...marks.flatMap((m) => [m.begin, m.end])])]
    .filter((edge) => edge >= 0 && edge <= text.length).sort((a, b) => a - b);
  if (!text) cell.append(' ');
  for (let i = 0; i + 1 < edges.length; ++i) {
    const piece = text.slice(edges[i], edges[i + 1]);
    const over = marks.filter((m) => m.begin <= edges[i] && m.end >= edges[i + 1]).sort((a, b) => a.end - a.begin - (b.end - b.begin));
    cell.append(over.length ? el('mark', { class: over[0].role, 'data-steps': over.map((m) => m.step).join(' ') }, piece) : piece);
  }
  return cell;
}

function lineAt(finding, at) {
  for (const file of finding.code) {
    for (const part of file.parts) {
      const text = file.file === at.file ? part.lines[at.line - part.first] : undefined;
      if (text !== undefined) return text.trim();
    }
  }
  return '';
}

function codeOf(finding, steps) {
  return finding.code.map((file) => {
    const table = el('table', { role: 'presentation' });
    file.parts.forEach((part, p) => {
      if (p) table.append(el('tr', { class: 'gap' }, el('td', { colspan: 2 }, '⋯')));
      part.lines.forEach((text, i) => {
        const line = part.first + i, marks = [], said = [];
        steps.forEach((s, n) => {
          if (s.at.file !== file.file || line < s.at.line || line > s.at.endLine) return;
          marks.push({
            begin: line === s.at.line ? s.at.column - 1 : text.search(/\S|$/),
            end: line === s.at.endLine ? s.at.endColumn - 1 : text.length, role: s.role, step: n,
          });
          if (line === s.at.endLine) said.push([s, n]);
        });
        table.append(el('tr', {}, el('td', { class: 'no' }, String(line)), markedLine(text, marks)));
        for (const [s, n] of said) {
          table.append(el('tr', { class: `said ${s.role}` }, el('td', {}),
            el('td', {}, el('button', { type: 'button', 'data-step': n, tabindex: -1, onclick: () => goTo(n) },
              el('span', { class: 'number' }, String(n + 1)), n ? s.message : roles.finding))));
        }
      });
    });
    return el('div', { class: 'code' }, el('div', { class: 'name' }, file.file), table);
  });
}

function goTo(to, byHand = true) {
  const items = [...detail.querySelectorAll('.timeline li')];
  step = Math.max(0, Math.min(to, items.length - 1));
  items.forEach((item, i) => {
    const on = i === step ? 'step' : null;
    for (const marked of [item, item.querySelector('.step')]) on ? marked.setAttribute('aria-current', on) : marked.removeAttribute('aria-current');
  });
  for (const mark of detail.querySelectorAll('mark')) mark.classList.toggle('on', mark.dataset.steps.split(' ').includes(String(step)));
  for (const said of detail.querySelectorAll('.said [data-step]')) {
    if (Number(said.dataset.step) === step) said.setAttribute('aria-current', 'step');
    else said.removeAttribute('aria-current');
  }
  if ($('where')) $('where').textContent = `step ${step + 1} of ${items.length}`;
  if (!byHand) return;
  const line = detail.querySelector(`.said [data-step="${step}"]`);
  if (line) line.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

const follow = (by) => goTo(step + by);

function backToList() {
  document.body.classList.remove('reading');
  const item = list.querySelectorAll('.item')[chosen];
  if (item) { item.focus(); item.scrollIntoView({ block: 'nearest' }); } else list.focus();
}

// --- Keys, theme, start ----------------------------------------------------

const keys = {
  j: () => shown.length && choose(Math.min(chosen + 1, shown.length - 1), true),
  k: () => shown.length && choose(Math.max(chosen - 1, 0), true),
  n: () => follow(1), ArrowRight: () => follow(1),
  p: () => follow(-1), ArrowLeft: () => follow(-1),
  '/': () => { document.body.classList.remove('reading'); $('search').focus(); },
  t: () => changeTheme(),
  Escape: () => backToList(),
};

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches('input, select');
  if (typing && event.key !== 'Escape') return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  $('theme').textContent = theme === 'dark' ? 'Light' : 'Dark';
}

function changeTheme() {
  const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  setTheme(theme);
  try { localStorage.setItem('corosafe-theme', theme); } catch { /* A page from a file may not be allowed to. */ }
}

function start() {
  let theme = null;
  try { theme = localStorage.getItem('corosafe-theme'); } catch { /* As above. */ }
  setTheme(theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  $('theme').addEventListener('click', changeTheme);
  data.findings.forEach((f) => {
    f.searched = [f.message, f.check, f.function, f.at.file, f.help, ...f.notes.map((n) => n.message)].join('\n').toLowerCase();
  });
  const open = data.findings.filter((f) => f.status === 'open').length, other = data.findings.length - open;
  $('summary').textContent = `${plural(open, 'finding')} in ${plural(data.files, 'file')}, ${plural(data.coroutines, 'coroutine')}` +
    (other ? ` · ${other} silenced or known` : '') + (data.skipped.length ? ` · ${data.skipped.length} not analysed` : '');
  fill($('check'), 'all', counted((f) => f.check), (v) => v);
  fill($('confidence'), 'all', counted((f) => f.confidence), (v) => v);
  fill($('file'), 'all', counted((f) => f.at.file), (v) => v);
  fill($('status'), 'all', counted((f) => f.status), (v) => statuses[v]);
  if (open && other) $('status').value = 'open';
  for (const id of ['check', 'confidence', 'file', 'status']) $(id).addEventListener('change', applyFilters);
  $('search').addEventListener('input', applyFilters);
  $('filters').addEventListener('submit', (event) => event.preventDefault());
  $('clear').addEventListener('click', () => { $('filters').reset(); applyFilters(); });
  applyFilters();
  const wanted = shown.findIndex((f) => `#${f.id}` === location.hash);
  if (wanted >= 0) choose(wanted, true);
}
start();
