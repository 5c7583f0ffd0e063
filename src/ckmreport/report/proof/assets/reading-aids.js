// Shows where numbers and claims come from. While the switch is on, numbers are buttons that the
// Tab key reaches; while it is off, a click on a number still opens its panel.
'use strict';
(() => {
  const STORED = 'ckm-herkomst';
  const PANEL = 'herkomst-paneel';
  const explanations = JSON.parse(document.querySelector('#herkomst').textContent);
  const main = document.querySelector('main');
  const numbers = [...main.querySelectorAll('.getal[data-id], .uitkomst')]
    .filter((number) => !number.closest('a, button, summary'));
  const claims = [...main.querySelectorAll('.claim[data-id]')];
  const create = (name, properties = {}) => Object.assign(document.createElement(name), properties);

  // ---- The panel -----------------------------------------------------------------------------
  let panel = null;
  let opener = null;

  function explanationOf(element) {
    if (element.dataset.expression) {
      const line = { term: 'Expressie', text: element.dataset.expression, code: true };
      return { title: element.textContent, lines: [line] };
    }
    return explanations[element.dataset.id];
  }

  function close(returnFocus = false) {
    if (!panel) return;
    const from = opener;
    panel.remove();
    panel = opener = null;
    from.removeAttribute('aria-controls');
    if (from.getAttribute('role') === 'button' || from.tagName === 'BUTTON') {
      from.setAttribute('aria-expanded', 'false');
    }
    from.classList.remove('explained');
    if (!returnFocus) return;
    if (!from.hasAttribute('tabindex') && from.tagName !== 'BUTTON') from.tabIndex = -1;
    from.focus();
  }

  function described(lines) {
    const list = create('dl');
    for (const { term, text, code, href } of lines) {
      const value = href ? create('a', { href }) : create(code ? 'code' : 'span');
      value.textContent = text;
      const description = create('dd');
      description.append(value);
      list.append(create('dt', { textContent: term }), description);
    }
    return list;
  }

  // The panel follows its number in the document, so that reading and tabbing go on from there.
  function insert(element) {
    const scroller = element.closest('.scroller, .cell-output-display, table');
    const block = scroller ?? element.closest('p, h1, h2, h3, h4, dt, figcaption, li, dd, div');
    if (!scroller && block.matches('li, dd, div, figcaption')) block.append(panel);
    else block.after(panel);
  }

  function place(element) {
    const origin = panel.offsetParent.getBoundingClientRect();
    const line = [...element.getClientRects()].at(-1);
    const page = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(line.left, page - panel.offsetWidth - 8));
    panel.style.left = `${left - origin.left}px`;
    panel.style.top = `${line.bottom + 6 - origin.top}px`;
    panel.scrollIntoView({ block: 'nearest' });
  }

  function open(opening, element) {
    close();
    const { title, lines } = explanationOf(element);
    opener = opening;
    panel = create('div', { id: PANEL, className: 'explanation', tabIndex: -1 });
    panel.setAttribute('role', 'dialog');
    const subject = element.classList.contains('claim') ? 'deze bewering' : title;
    panel.setAttribute('aria-label', `Herkomst van ${subject}`);
    const shut = create('button', { type: 'button', textContent: 'Sluiten' });
    shut.addEventListener('click', () => close(true));
    panel.append(create('p', { className: 'explanation-title', textContent: title }));
    panel.append(described(lines.filter((line) => !line.folded)));
    const folded = lines.filter((line) => line.folded);
    if (folded.length > 0) {
      const more = create('details');
      more.append(create('summary', { textContent: 'Voor wie narekent' }), described(folded));
      panel.append(more);
    }
    panel.append(shut);
    insert(opening);
    opening.setAttribute('aria-controls', PANEL);
    if (opening.getAttribute('role') === 'button' || opening.tagName === 'BUTTON') {
      opening.setAttribute('aria-expanded', 'true');
    }
    opening.classList.add('explained');
    place(opening);
    panel.focus({ preventScroll: true });
  }

  function toggle(opening, element) {
    if (opener === opening) close(true);
    else open(opening, element);
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && panel) close(true);
  });
  document.addEventListener('click', (event) => {
    if (panel && !panel.contains(event.target) && !opener.contains(event.target)) close();
  });
  // Who tabs on leaves the panel; a click is dealt with above, wherever it takes the focus.
  let byPointer = false;
  document.addEventListener('pointerdown', () => { byPointer = true; });
  document.addEventListener('keydown', () => { byPointer = false; }, true);
  document.addEventListener('focusout', (event) => {
    const next = event.relatedTarget;
    if (panel && next && !byPointer && !panel.contains(next) && !opener.contains(next)) close();
  });

  for (const number of numbers) {
    number.addEventListener('click', () => {
      if (getSelection().isCollapsed) toggle(number, number);
    });
    number.addEventListener('keydown', (event) => {
      if (event.target !== number || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      toggle(number, number);
    });
  }

  // ---- The switch ----------------------------------------------------------------------------
  function setNumbers(on) {
    for (const number of numbers) {
      if (on) {
        number.tabIndex = 0;
        number.setAttribute('role', 'button');
        number.setAttribute('aria-expanded', 'false');
      } else {
        for (const name of ['tabindex', 'role', 'aria-expanded']) number.removeAttribute(name);
      }
    }
  }

  function setClaims(on) {
    document.querySelectorAll('.claim-button').forEach((button) => button.remove());
    if (!on) return;
    for (const claim of claims) {
      const button = create('button', { type: 'button', className: 'claim-button' });
      button.textContent = claim.classList.contains('onwaar') ? '✗' : '✓';
      button.setAttribute('aria-label', 'Herkomst van deze bewering');
      button.setAttribute('aria-expanded', 'false');
      button.addEventListener('click', () => toggle(button, claim));
      claim.after(button);
    }
  }

  function set(on) {
    close();
    document.documentElement.classList.toggle('shows-origins', on);
    control.setAttribute('aria-pressed', String(on));
    if (on) main.prepend(hint);
    else hint.remove();
    setNumbers(on);
    setClaims(on);
  }

  const control = create('button', { type: 'button', className: 'origin-button' });
  control.textContent = 'Toon herkomst';
  control.title = 'Laat zien hoe elk getal is geteld, en uit welke vraag het komt';
  const hint = create('p', { className: 'origin-hint' });
  hint.textContent = 'Kies een onderstreept getal: u ziet hoe het is geteld en uit welke vraag het '
    + 'komt. Een ✓ staat bij een zin die bij elke nieuwe meting aan de cijfers wordt getoetst.';
  control.addEventListener('click', () => {
    const on = control.getAttribute('aria-pressed') !== 'true';
    try { localStorage.setItem(STORED, on ? 'aan' : ''); } catch { /* not remembered */ }
    set(on);
  });
  if (numbers.length + claims.length > 0) {
    const beside = document.querySelector('.bar .theme-button');
    if (beside) beside.before(control);
    else main.prepend(control);
    let stored = '';
    try { stored = localStorage.getItem(STORED); } catch { /* no storage: off */ }
    set(stored === 'aan');
  }

  // ---- What is wider than the screen says so; only what scrolls takes part in the tab order -----
  const scrollers = document.querySelectorAll('.scroller');
  const markScrollers = () => scrollers.forEach((box) => {
    const isWide = box.scrollWidth > box.clientWidth + 1;
    box.classList.toggle('is-wide', isWide);
    if (isWide || box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  });
  addEventListener('load', markScrollers);
  addEventListener('resize', markScrollers);
  document.addEventListener('toggle', markScrollers, true);
})();
