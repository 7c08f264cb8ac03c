/* <agora-agenda territory="pavia" limit="5" lang="it" theme="auto"><a href="…">…</a></agora-agenda>

   The next dates of a filter in anybody's page. Every name of the filter grammar is an attribute; several values of one
   name are separated by commas or blanks. What stands inside the tag is shown until the dates are there, and where no
   script runs. No cookie, nothing stored, nobody asked but the platform.

   The page's CSS cannot reach inside; it can set --agora-font, --agora-font-size, --agora-text, --agora-background,
   --agora-link, --agora-accent (state of a date), --agora-line and --agora-gap, and style ::part(list), ::part(date),
   ::part(when), ::part(title), ::part(link), ::part(status), ::part(reason), ::part(where), ::part(more), ::part(note).

   The server appends the call: where it is, the names of the grammar, its words in every language. */
(({ site, names, repeatable, words, source }) => {
  if (customElements.get("agora-agenda")) return;

  /* Important rules of a shadow tree win over the page's, whatever these say (CSS Cascade 5, 6.1). Without light-dark()
     the colours of a light page hold. */
  const look = `
    :host { all: initial !important; display: flow-root !important; color-scheme: light dark !important }
    :host([hidden]) { display: none !important }
    :host([theme="light" i]) { color-scheme: light !important }
    :host([theme="dark" i]) { color-scheme: dark !important }
    * { box-sizing: border-box; margin: 0; padding: 0 }
    section { --text: #1a1a1a; --ground: #fff; --link: #0f4c81; --line: #d4d4d4; --red: #a3142f; --orange: #8a5200 }
    @supports (color: light-dark(#fff, #000)) {
      section {
        --text: light-dark(#1a1a1a, #f2f3f5); --ground: light-dark(#fff, #12181f); --link: light-dark(#0f4c81, #94c4f5);
        --line: light-dark(#d4d4d4, #3b4754); --red: light-dark(#a3142f, #ebadb8); --orange: light-dark(#8a5200, #eecd9a)
      }
    }
    section {
      padding: var(--agora-gap, .75em); color: var(--agora-text, var(--text)); overflow-wrap: anywhere;
      background: var(--agora-background, var(--ground)); line-height: 1.5;
      font-size: var(--agora-font-size, medium); font-family: var(--agora-font, system-ui, sans-serif)
    }
    ul { list-style: none }
    li { padding-block: var(--agora-gap, .75em); border-block-end: 1px solid var(--agora-line, var(--line)) }
    a { display: inline-block; padding-block: .2em; color: var(--agora-link, var(--link)); text-underline-offset: .2em }
    a:focus-visible { outline: 3px solid; outline-offset: 2px }
    [part~="title"], [part~="status"] { font-weight: 700 }
    [part~="status"] { --state: var(--agora-accent, var(--orange)); color: var(--state) }
    [data-status="cancelled"] [part~="status"] { --state: var(--agora-accent, var(--red)) }
    [data-status="cancelled"] a { text-decoration: line-through }
    .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
    [part~="more"] { padding-block-start: var(--agora-gap, .75em) }`;

  const make = (tag, part, ...content) => {
    const made = document.createElement(tag);
    if (part) made.setAttribute("part", part);
    made.append(...content.filter((each) => each || each === 0));
    return made;
  };
  const link = (address, text, part = "link") => {
    const made = make("a", part, text);
    if (/^https?:/.test(address)) made.href = address;
    return made;
  };

  class AgoraAgenda extends HTMLElement {
    static get observedAttributes() { return names; }

    constructor() {
      super();
      this.root = this.attachShadow({ mode: "open" });
      this.dress();
      this.root.append(document.createElement("slot"));
    }

    connectedCallback() { this.ask(); }
    disconnectedCallback() { this.asked?.abort(); }
    attributeChangedCallback(name, before, now) { if (this.isConnected && before !== now) this.ask(); }

    /* A style sheet that is made, not parsed from the page, is allowed by every Content-Security-Policy. */
    dress() {
      try {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(look);
        this.root.adoptedStyleSheets = [sheet];
      } catch {
        this.root.append(make("style", "", look));
      }
    }

    get language() {
      const wanted = (this.closest("[lang]")?.lang || "").slice(0, 2).toLowerCase();
      return words[wanted] ? wanted : source;
    }

    get query() {
      const query = new URLSearchParams();
      for (const name of names.filter((each) => each !== "theme" && this.hasAttribute(each))) {
        const text = this.getAttribute(name).trim();
        const flag = !text && ["free", "online"].includes(name);
        const values = repeatable.includes(name) ? text.split(/[\s,]+/) : [flag ? "true" : text];
        values.filter(Boolean).forEach((each) => query.append(name, each));
      }
      query.set("lang", this.language);
      return query;
    }

    /* Several attributes set in a row are one question; the answer to an older one is not waited for. */
    async ask() {
      this.asked?.abort();
      const { signal } = (this.asked = new AbortController());
      this.setAttribute("aria-busy", "true");
      try {
        await null;
        if (signal.aborted) return;
        const address = `${site}/feeds/agenda.json?${this.query}`;
        // Always asked anew (mostly 304): what the browser kept may not know of a cancellation yet.
        const options = { signal, cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer" };
        const answer = await fetch(address, options);
        this.show(answer.ok ? this.dates(await answer.json()) : await this.refusal(answer));
      } catch {
        if (!signal.aborted) this.show([this.note("error"), document.createElement("slot")]);
      }
      if (!signal.aborted) this.removeAttribute("aria-busy");
    }

    show(content) {
      const section = make("section", "", ...content);
      section.lang = this.language;
      section.dir = words[this.language].dir;
      section.setAttribute("aria-label", words[this.language].label);
      this.root.querySelectorAll("section, slot").forEach((old) => old.remove());
      this.root.append(section);
    }

    /* What a line through a text says to those who see it. */
    unseen(name) {
      const made = make("span", "", `${words[this.language][name]} `);
      made.className = "unseen";
      return made;
    }

    note(name) {
      const note = make("p", "note", words[this.language][name]);
      note.setAttribute("role", "status");
      return note;
    }

    dates({ items, home_page_url: page }) {
      const list = make("ul", "list", ...items.map((item) => this.date(item)));
      list.setAttribute("role", "list");
      const more = make("p", "more", link(page, words[this.language].all));
      return [items.length ? list : this.note("empty"), more];
    }

    date({ url, _agora: facts }) {
      const { said } = facts;
      const title = link(url, facts.title);
      title.lang = facts.language;
      const time = make("time", "", said.when);
      time.dateTime = facts.starts_at;
      const putOff = said.planned && make("p", "when", this.unseen("before"), make("s", "", said.planned));
      const state = said.status && make("span", "status", `${said.status}: `);
      const when = facts.status === "cancelled" ? make("s", "", time) : time;
      const date = make("li", "date", putOff, make("p", "when", putOff && this.unseen("now"), when));
      date.append(make("p", "title", state, title));
      if (facts.status_reason) date.append(make("p", "reason", facts.status_reason));
      if (said.where) date.append(make("p", "where", said.where));
      date.dataset.status = facts.status;
      return date;
    }

    async refusal(answer) {
      const { errors = [] } = await answer.json().catch(() => ({}));
      const said = errors.map((each) => make("li", "", `${each.parameter}="${each.value}": ${each.message}`));
      return [this.note("refused"), make("ul", "note", ...said), document.createElement("slot")];
    }
  }

  customElements.define("agora-agenda", AgoraAgenda);
})
