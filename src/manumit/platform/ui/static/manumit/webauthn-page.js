// Hands a page's security-key form to allauth's functions, without any script in the page itself.
(() => {
  const page = document.getElementById("webauthn-page");
  const problem = document.getElementById("webauthn-problem");
  if (!page || !problem) return;

  const tell = (text) => {
    problem.textContent = text;
    problem.hidden = false;
  };

  if (!window.PublicKeyCredential || !window.allauth) {
    tell(problem.dataset.unsupported);
    return;
  }
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    tell(problem.dataset.failed);
  });
  const { form, ids } = JSON.parse(page.textContent);
  window.allauth.webauthn.forms[form]({ ids });
})();
