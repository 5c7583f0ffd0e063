// Runs before the page is drawn, so that a chosen theme does not flash.
(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  try {
    const chosen = localStorage.getItem('ckm-theme');
    if (chosen) root.dataset.theme = chosen;
  } catch { /* no storage: the system's preference holds */ }

  addEventListener('DOMContentLoaded', () => {
    const button = document.querySelector('.theme-button');
    const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
    const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : systemIsDark.matches);
    const show = () => button.setAttribute('aria-pressed', String(isDark()));
    button.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      try { localStorage.setItem('ckm-theme', root.dataset.theme); } catch { /* not remembered */ }
      show();
    });
    systemIsDark.addEventListener('change', show);
    show();
  });
})();
