/* The page for partners, in place: what is chosen is shown at once, texts are copied by a button, the preview grows.
   Without it the form is sent, and the texts are there to be selected. */
(() => {
  const form = document.querySelector("[data-partner-form]");
  const result = document.querySelector("[data-partner-result]");
  const status = document.querySelector("[data-partner-status]");
  let asked = null;

  const showButtons = () => {
    if (navigator.clipboard) result.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false; });
  };

  const update = async () => {
    asked?.abort();
    asked = new AbortController();
    const address = `${form.action}?${new URLSearchParams([...new FormData(form)].filter(([, value]) => value))}`;
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      result.replaceChildren(...page.querySelector("[data-partner-result]").childNodes);
      history.replaceState(null, "", address);
      showButtons();
      status.textContent = status.dataset.updated;
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
    }
  };

  // Who looks sees it where the eye is; the status says it to who listens.
  const confirmBeside = (button) => {
    const said = Object.assign(document.createElement("span"), { className: "soft", ariaHidden: "true" });
    said.textContent = ` ${status.dataset.copied}`;
    if (button.nextElementSibling) return;
    button.after(said);
    setTimeout(() => said.remove(), 3000);
  };

  form.addEventListener("change", () => { if (form.reportValidity()) update(); });
  result.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    status.textContent = "";
    status.textContent = status.dataset.copied;
    confirmBeside(button);
  });
  addEventListener("message", ({ source, data }) => {
    const frame = result.querySelector("iframe");
    if (source === frame?.contentWindow && data.agora === "height") frame.height = data.height;
  });
  showButtons();
})();
