// Leave at once: hide the page, then replace it, so that Back does not lead here. The link alone works without this.
// A classic script of its own, so that nothing else on the page can keep it from arming.
(() => {
  const PRESSES = 3;
  const WITHIN_MS = 3000;
  const link = document.querySelector("a[data-quick-exit]");
  if (!link) return;

  const leave = () => {
    document.documentElement.classList.add("m-leaving");
    document.title = " ";
    window.location.replace(link.href);
  };

  const hint = document.createElement("span");
  hint.className = "m-exit__hint";
  hint.textContent = link.dataset.hint;
  link.append(hint);

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      pressed = [];
      return;
    }
    pressed = [...pressed, event.timeStamp].filter((stamp) => event.timeStamp - stamp < WITHIN_MS);
    if (pressed.length >= PRESSES) leave();
  });

  // a page that the browser kept in memory must not come back
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.documentElement.classList.contains("m-leaving")) leave();
  });
})();
