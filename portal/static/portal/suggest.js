// Suggestions under a search field: an editable combobox with a list (WAI-ARIA 1.2, "Combobox with list autocomplete",
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Without script the field is a plain form.
const WAIT = 150;
const SHORTEST = 2;

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

function suggesting(input) {
  const { suggest, suggestName, suggestSome, suggestNone } = input.dataset;
  const list = element("ul", { id: `${input.id}-list`, role: "listbox", "aria-label": suggestName, class: "suggestions" });
  const said = element("p", { role: "status", class: "visually-hidden" });
  let waiting, asking, at = -1;

  list.hidden = true;
  input.after(list, said);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    go(-1);
  };

  const go = (to) => {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = to;
    const option = list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const option = (item, place) => {
    const made = element(
      "li", { id: `${list.id}-${place}`, role: "option", "aria-selected": "false", "data-url": item.url },
      element("span", { lang: item.language, class: "what" }, item.title),
      element("span", { class: "kind" }, [item.label, item.territory?.name].filter(Boolean).join(" · ")),
    );
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => location.assign(item.url));
    return made;
  };

  const show = ({ items }) => {
    list.replaceChildren(...items.map(option));
    at = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(Boolean(items.length)));
    said.textContent = items.length ? `${suggestSome} ${items.length}` : suggestNone;
  };

  const ask = async () => {
    asking?.abort();
    const q = input.value.trim();
    if (q.length < SHORTEST) return close();
    asking = new AbortController();
    const query = new URLSearchParams({ q, lang: document.documentElement.lang });
    try {
      const answer = await fetch(`${suggest}?${query}`, { signal: asking.signal });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch {
      // What was typed since asks again; with no network the form still works.
    }
  };

  const reopen = async (place) => {
    await ask();
    if (!list.hidden) go(place());
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const last = () => list.children.length - 1;
    const shown = {
      ArrowDown: () => go(at === last() ? -1 : at + 1),
      ArrowUp: () => go(at === -1 ? last() : at - 1),
      Enter: () => location.assign(list.children[at].dataset.url),
      Escape: close,
    };
    const hidden = { ArrowDown: () => reopen(() => 0), ArrowUp: () => reopen(last) };
    const keys = list.hidden ? hidden : shown;
    if (!(event.key in keys) || (event.key === "Enter" && at === -1)) return;
    event.preventDefault();
    keys[event.key]();
  });
}

for (const input of document.querySelectorAll("input[data-suggest]")) suggesting(input);
