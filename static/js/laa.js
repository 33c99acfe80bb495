// Starts the components that work better with a script; every page works without it.
// The module's address comes from the page, because hashed file names are only known there.
const preload = document.querySelector('link[rel="modulepreload"][data-laa-components]');

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

if (preload) {
  const { initAll } = await import(preload.href);
  initAll();
  // What htmx brings in later is started too; its first event is about the page as it came.
  document.body.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) initAll({ scope: event.target });
  });
}

// A print button is of use only where there is a script.
for (const button of document.querySelectorAll("[data-laa-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
