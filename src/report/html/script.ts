/** The page's script: theme, deep links into what is folded, filter, copy, keys. The page says everything without it. */

export const PAGE_SCRIPT = `(() => {
'use strict';
const root = document.documentElement;
root.classList.add('js');
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

const remember = (value) => { try { if (value === undefined) return localStorage.getItem('theme'); localStorage.setItem('theme', value); } catch { return null; } };
const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
const toggle = document.querySelector('.theme');
const setTheme = (theme) => { root.dataset.theme = theme; toggle.setAttribute('aria-pressed', String(theme === 'dark')); };
const kept = remember();
if (kept === 'dark' || kept === 'light') setTheme(kept);
toggle.addEventListener('click', () => { setTheme(isDark() ? 'light' : 'dark'); remember(root.dataset.theme); });

const verdictsOf = (each) => [...each.classList].filter((name) => /^[vw]-/.test(name)).map((name) => name.slice(2));
const requirementsOf = (text) => text.match(/\\b[a-z]+-[a-z0-9-]*\\d+\\b|\\bw-[a-z-]+/g) || [];
const commandOf = (each) => each.dataset.command || each.id.slice(each.id.indexOf(':') + 1).split('/')[0];
const makeFilter = (form) => {
  const items = [...document.getElementById(form.dataset.list).children];
  const texts = new Map();
  const textOf = (each) => { let text = texts.get(each); if (text === undefined) { text = each.textContent.toLowerCase(); texts.set(each, text); } return text; };
  const apply = () => {
    const words = form.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const command = form.command.value, verdict = form.verdict.value, requirement = form.requirement ? form.requirement.value.trim().toLowerCase() : '';
    let shown = 0;
    for (const each of items) {
      each.hidden = !((!command || commandOf(each) === command) && (!verdict || verdictsOf(each).includes(verdict)) && (!requirement || requirementsOf(textOf(each)).includes(requirement)) && words.every((word) => textOf(each).includes(word)));
      if (!each.hidden) shown += 1;
    }
    form.querySelector('output').value = shown + ' of ' + items.length + ' shown';
  };
  let due = 0;
  form.addEventListener('input', () => { clearTimeout(due); due = setTimeout(apply, 80); });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));
  const unfold = form.querySelector('.unfold');
  if (unfold) unfold.addEventListener('click', () => {
    const shown = items.filter((each) => !each.hidden).slice(0, 200);
    const open = shown.some((each) => !each.open);
    for (const each of shown) each.open = open;
  });
  apply();
};
const forms = all('.filter');
forms.forEach(makeFilter);
const searchForm = forms.at(-1);

all('a[data-requirement]').forEach((link) => link.addEventListener('click', () => {
  searchForm.reset();
  setTimeout(() => { searchForm.requirement.value = link.dataset.requirement; searchForm.dispatchEvent(new Event('input')); });
}));

const reveal = () => {
  const name = decodeURIComponent(location.hash.slice(1));
  const target = name && document.getElementById(name);
  if (!target) return;
  for (let each = target; each; each = each.parentElement) {
    each.hidden = false;
    if (each.tagName === 'DETAILS') each.open = true;
  }
  all('.aimed').forEach((each) => each.classList.remove('aimed'));
  target.classList.add('aimed');
  target.scrollIntoView({ block: target.tagName === 'LI' ? 'center' : 'start' });
};
addEventListener('hashchange', reveal);
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.hash === location.hash) reveal();
});
reveal();

all('.copy').forEach((button) => button.addEventListener('click', async () => {
  const code = button.parentElement.querySelector('code');
  try { await navigator.clipboard.writeText(code.textContent); }
  catch { getSelection().selectAllChildren(code); document.execCommand('copy'); }
  button.textContent = 'copied';
  setTimeout(() => { button.textContent = 'copy'; }, 1500);
}));

const step = (by) => {
  const stops = all('.card, .scenarios > details:not([hidden])');
  if (stops.length === 0) return;
  const y = 60;
  const from = stops.findIndex((each) => each.contains(document.activeElement));
  const at = from >= 0 ? from + by : by > 0 ? stops.findIndex((each) => each.getBoundingClientRect().top > y) : stops.findLastIndex((each) => each.getBoundingClientRect().top < 0);
  const next = stops[at];
  if (!next) return;
  const focused = next.tagName === 'DETAILS' ? next.firstElementChild : next;
  if (focused === next) next.tabIndex = -1;
  focused.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'start' });
};
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === '/' && !isTyping && searchForm) { event.preventDefault(); searchForm.text.focus(); searchForm.scrollIntoView({ block: 'start' }); }
  else if (event.key === 'Escape') { forms.forEach((form) => form.reset()); document.activeElement.blur(); }
  else if (!isTyping && event.key === 'j') step(1);
  else if (!isTyping && event.key === 'k') step(-1);
});
})();
`;
