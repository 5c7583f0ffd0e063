// Runs before the page is drawn, so that a chosen theme does not flash.
document.documentElement.classList.add('scripted');
try {
  const chosen = localStorage.getItem('ckm-theme');
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch { /* no storage: the system's preference holds */ }
