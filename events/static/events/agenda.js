// The agenda in place: what is chosen is shown at once, under an address of its own. Without script the form is sent
// and links are followed; nothing is asked here that they would not ask.
(() => {
  const agenda = document.querySelector("[data-agenda]");
  const form = agenda.querySelector("form");
  const status = document.querySelector("[data-agenda-status]");
  const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
  const here = new URL(form.action).pathname;
  let asked = null;

  const formAddress = () => {
    const given = new FormData(form);
    if (!given.get("near")) given.delete("radius");
    const chosen = [...given].filter(([, value]) => value);
    return `${form.action}${chosen.length ? "?" : ""}${new URLSearchParams(chosen)}`;
  };

  // The fields that somebody is in stay as they are: only their numbers change.
  const renumber = (page) => {
    for (const number of page.querySelectorAll("[data-number]")) {
      const own = form.querySelector(`[data-number="${CSS.escape(number.dataset.number)}"]`);
      if (own) own.replaceWith(number);
    }
  };

  const show = (page, fields) => {
    for (const name of ["periods", "chosen", "results", ...(fields ? ["fields"] : [])]) {
      part(agenda, name).replaceChildren(...part(page, name).childNodes);
    }
    if (!fields) renumber(page);
    document.title = page.title;
    status.textContent = part(agenda, "results").querySelector("[data-count]")?.textContent ?? "";
  };

  const update = async (address, { fields = false, keep = false } = {}) => {
    asked?.abort();
    asked = new AbortController();
    const results = part(agenda, "results");
    results.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      show(new DOMParser().parseFromString(await answer.text(), "text/html"), fields);
      if (!keep) history.pushState(null, "", address);
      results.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  };

  form.addEventListener("change", (event) => {
    if (event.target.type !== "search" && form.reportValidity()) update(formAddress());
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update(formAddress());
  });
  agenda.addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    const inPlace = link && link.pathname === here && link.origin === location.origin && !link.hash;
    if (!inPlace || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const turnsPage = link.rel === "next" || link.rel === "prev";
    await update(link.href, { fields: true });
    const heading = agenda.querySelector("[data-count]") ?? agenda;
    const same = [...agenda.querySelectorAll("a")].find(({ href }) => href === link.href);
    (turnsPage ? heading : same ?? heading).focus();
    if (turnsPage) heading.scrollIntoView();
  });
  addEventListener("popstate", () => update(location.href, { fields: true, keep: true }));
})();
