// Shows what a schedule says and its next dates while it is being written. Listens to the whole page, so that
// schedules added later need nothing; without it the same is shown after saving.
(() => {
  const WAIT = 400;
  const running = new WeakMap();

  const values = (row, prefix) => {
    const found = new URLSearchParams();
    for (const input of row.querySelectorAll("[name]")) {
      const given = !["checkbox", "radio"].includes(input.type) || input.checked;
      if (given && input.name.startsWith(prefix)) found.append(input.name.slice(prefix.length), input.value);
    }
    return found;
  };

  const refresh = async (preview, row) => {
    running.get(preview)?.abort();
    const control = new AbortController();
    running.set(preview, control);
    try {
      await new Promise((resolve) => setTimeout(resolve, WAIT));
      if (control.signal.aborted) return;
      const { url, prefix } = preview.dataset;
      const answer = await fetch(`${url}?${values(row, prefix)}`, { signal: control.signal });
      if (answer.ok) preview.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };

  const follow = (event) => {
    const row = event.target.closest?.("[data-inline-panel-child]");
    const preview = row?.querySelector("[data-schedule-preview]");
    if (preview) refresh(preview, row);
  };

  document.addEventListener("input", follow);
  document.addEventListener("change", follow);
})();
