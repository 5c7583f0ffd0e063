'use strict';

// ---- Chapters on a narrow screen -----------------------------------------------------------
const menuButton = document.querySelector('.menu-button');
function setMenu(open) {
  document.body.classList.toggle('menu-open', open);
  menuButton.setAttribute('aria-expanded', String(open));
}
menuButton.addEventListener('click', () => {
  const open = !document.body.classList.contains('menu-open');
  setMenu(open);
  // On a narrow screen the menu lies over the text, wherever that stands.
  if (open) document.querySelector('#hoofdstukken a').focus({ preventScroll: true });
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !document.body.classList.contains('menu-open')) return;
  setMenu(false);
  menuButton.focus({ preventScroll: true }); // it is in sight, but in what scrolling keeps free
});
document.addEventListener('focusin', (event) => {
  if (!event.target.closest('#hoofdstukken, .bar')) setMenu(false);
});

// ---- What can be copied ----------------------------------------------------------------------
document.querySelectorAll('.copy-button').forEach((button) => {
  button.addEventListener('click', async () => {
    const source = document.querySelector(`#${button.dataset.copies}`);
    const said = button.nextElementSibling;
    try {
      await navigator.clipboard.writeText(source.textContent);
      said.textContent = 'Gekopieerd';
    } catch { // not allowed: it is selected, and the keyboard copies it
      getSelection().selectAllChildren(source);
      said.textContent = 'Geselecteerd: kopieer met Ctrl+C';
    }
  });
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
      // Whole words; only the last may still be in the typing.
      searchOptions: {
        prefix: (term, place, terms) => place === terms.length - 1,
        fuzzy: (term) => (term.length > 6 ? 0.15 : false),
        boost: { title: 2 },
      },
    });
    index.addAll(window.CKM_SEARCH);
  }
  return index;
}

// A piece of the text around the first whole word that was found; it begins and ends with a word.
function excerpt(text, terms) {
  const words = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const found = text.search(new RegExp(`(?<![\\p{L}\\d])(?:${words.join('|')})`, 'iu'));
  let start = Math.max(0, found - 40);
  let end = Math.min(text.length, start + 130);
  if (start > 0) start = text.indexOf(' ', start) + 1;
  if (end < text.length) end = text.lastIndexOf(' ', end);
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
