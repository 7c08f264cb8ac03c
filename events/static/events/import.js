// Takes the next rows of an import by itself, until none waits; without it the button does the same.
(() => {
  const TIME_TO_STOP = 400;
  const next = document.querySelector("form[data-goes-on]");
  if (!next) return;
  const wait = setTimeout(() => next.requestSubmit(), TIME_TO_STOP);
  document.querySelector("form[data-stops]").addEventListener("submit", () => clearTimeout(wait));
})();
