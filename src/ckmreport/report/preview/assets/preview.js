// Loads a page of the preview again when the report was made anew, and shows what is wrong when
// it could not be made. Only what `ckm preview` serves has this script.
(() => {
  "use strict";
  const shown = document.currentScript.dataset.version;
  const place = `preview-scroll:${location.pathname}`;
  const style =
    "position:fixed;inset:auto 0 0 0;z-index:9999;margin:0;padding:1rem 1.5rem;max-height:50vh;" +
    "overflow:auto;background:#7a1f1f;color:#fff;font:1rem/1.5 sans-serif;white-space:pre-wrap";

  function tell(error) {
    document.querySelector("#preview-fault")?.remove();
    if (error === null) return;
    const box = document.createElement("div");
    box.id = "preview-fault";
    box.setAttribute("role", "alert");
    box.setAttribute("style", style);
    const title = document.createElement("strong");
    title.textContent = "Het rapport kan niet worden gemaakt\n";
    const message = document.createElement("span");
    message.lang = "en";
    message.textContent = error;
    box.append(title, message);
    document.body.append(box);
  }

  // A browser keeps the place of a reload too, but only if it had a second to note it.
  function loadAgain() {
    sessionStorage.setItem(place, String(scrollY));
    history.scrollRestoration = "manual";
    location.reload();
  }

  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    scrollTo(0, Number(kept));
    addEventListener("load", () => (history.scrollRestoration = "auto"));
  }

  new EventSource("/_preview/events").addEventListener("message", (event) => {
    const { version, error } = JSON.parse(event.data);
    if (version !== shown) loadAgain();
    else tell(error);
  });
})();
