// Progressive enhancement only: every page works when this file never arrives.
const script = document.querySelector("script[data-govuk]");

document.body.classList.add("js-enabled");

if ("noModule" in HTMLScriptElement.prototype && script) {
  document.body.classList.add("govuk-frontend-supported");
  import(script.dataset.govuk).then((govuk) => {
    govuk.initAll();
    // a fragment that htmx swapped in needs its components woken too
    document.body.addEventListener("htmx:load", (event) => {
      if (event.target !== document.body) govuk.initAll({ scope: event.target });
    });
  });
}

// an open account menu closes when the reader clicks elsewhere
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.m-account[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
