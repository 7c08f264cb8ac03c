// How easily a text is read, said again at every pause in typing; the server knows the formula.
const PAUSE = 400;

for (const output of document.querySelectorAll("[data-gulpease]")) {
  const field = document.getElementById(output.htmlFor.value);
  let waiting;
  let asked = 0;

  const ask = async () => {
    const number = ++asked;
    const answer = await fetch(`${output.dataset.gulpease}?${new URLSearchParams({ text: field.value })}`);
    // An older question may be answered after a newer one.
    if (answer.ok && number === asked) output.textContent = await answer.text();
  };

  field?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask().catch(() => {}), PAUSE);
  });
}
