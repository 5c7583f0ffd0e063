'use strict';

// ---- Chapters on a narrow screen -----------------------------------------------------------
const menuButton = document.querySelector('.menu-button');
menuButton.addEventListener('click', () => {
  const open = document.body.classList.toggle('menu-open');
  menuButton.setAttribute('aria-expanded', String(open));
});

// ---- Contents of a page: open beside the text, folded above it ------------------------------
const outline = document.querySelector('.outline details');
const isBeside = matchMedia('(min-width: 72.01rem)');
const foldOutline = () => { if (outline) outline.open = isBeside.matches; };
isBeside.addEventListener('change', foldOutline);
foldOutline();

// ---- Search ----------------------------------------------------------------------------------
const input = document.querySelector('#zoek');
const hits = document.querySelector('#treffers');
const status = document.querySelector('.search [role="status"]');
let index;

function searchIndex() {
  if (!index) {
    index = new MiniSearch({
      fields: ['title', 'text'],
      storeFields: ['title', 'chapter', 'text'],
      searchOptions: { prefix: true, fuzzy: 0.15, boost: { title: 2 } },
    });
    index.addAll(window.CKM_SEARCH);
  }
  return index;
}

function excerpt(text, terms) {
  const lower = text.toLowerCase();
  const places = terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0);
  const start = Math.max(0, Math.min(...places, text.length) - 40);
  const end = Math.min(text.length, start + 130);
  return (start > 0 ? '… ' : '') + text.slice(start, end).trim() + (end < text.length ? ' …' : '');
}

function hitLink(hit) {
  const link = document.createElement('a');
  const title = document.createElement('strong');
  const text = document.createElement('span');
  link.href = document.body.dataset.root + hit.id;
  title.textContent = hit.title === hit.chapter ? hit.title : `${hit.chapter} – ${hit.title}`;
  text.textContent = excerpt(hit.text, hit.terms);
  link.append(title, text);
  return link;
}

// Said to screen readers by the status, and shown where the hits would be.
function nothingFound(wanted) {
  const message = document.createElement('p');
  message.textContent = `Niets gevonden voor “${wanted}”.`;
  return message;
}

function search() {
  const wanted = input.value.trim();
  const searched = wanted.length > 1;
  const found = searched ? searchIndex().search(wanted).slice(0, 8) : [];
  hits.replaceChildren(...(found.length ? found.map(hitLink) : [nothingFound(wanted)]));
  hits.hidden = !searched;
  if (!searched) status.textContent = '';
  else if (found.length === 0) status.textContent = 'Niets gevonden';
  else status.textContent = found.length === 1 ? '1 treffer' : `${found.length} treffers`;
}

input.addEventListener('input', search);
document.querySelector('.search').addEventListener('submit', (event) => {
  event.preventDefault();
  hits.querySelector('a')?.focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || hits.hidden) return;
  if (hits.contains(document.activeElement)) input.focus();
  hits.hidden = true;
});
document.addEventListener('click', (event) => {
  if (!event.target.closest('.search')) hits.hidden = true;
});
