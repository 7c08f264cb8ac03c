// The streets beneath the circles: asked of the tile server only when the button is pressed, and forgotten with the page.
// Without script, or without a tile server, the drawn map is there. The circles are those of the drawing (`a[data-at]`).
const INNERMOST = 17;

function loaded(tag, source) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), source);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

let asked;
async function leaflet({ script, style }) {
  asked ??= Promise.all([loaded("link", { rel: "stylesheet", href: style }), loaded("script", { src: script })]);
  // What did not arrive may do so at the next press.
  await asked.catch(() => { asked = undefined; });
  return asked && window.L;
}

function mark(L, link) {
  const html = document.createElement("a");
  html.href = link.getAttribute("href");
  html.setAttribute("aria-label", link.getAttribute("aria-label"));
  html.textContent = link.querySelector("text").textContent;
  const icon = L.divIcon({ className: "street-mark", html, iconSize: null });
  return L.marker(link.dataset.at.split(","), { icon, keyboard: false, interactive: false });
}

function drawn(L, sheet, { tiles, attribution, zoomIn, zoomOut }) {
  const box = Object.assign(document.createElement("div"), { className: "streets" });
  sheet.prepend(box);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const options = { zoomAnimation: !still, fadeAnimation: !still, inertia: !still, zoomControl: false };
  const map = L.map(box, options).setView([0, 0], 1);
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  const marks = L.featureGroup([...sheet.querySelectorAll("a[data-at]")].map((link) => mark(L, link))).addTo(map);
  map.fitBounds(marks.getBounds().pad(0.2), { animate: false, maxZoom: INNERMOST - 2 });
  L.tileLayer(tiles, { attribution, maxZoom: INNERMOST, referrerPolicy: "strict-origin" }).addTo(map);
  return box;
}

function streets(button) {
  const sheet = button.closest(".map-area").querySelector(".map-sheet");
  const drawing = sheet.querySelector("svg");
  let box;
  const show = (shown) => {
    drawing.toggleAttribute("hidden", shown);
    box.hidden = !shown;
    button.setAttribute("aria-pressed", shown);
  };
  button.closest("[data-streets]").hidden = false;
  button.addEventListener("click", async () => {
    const data = button.dataset;
    if (box) return show(box.hidden);
    const L = await leaflet(data);
    if (!L || box) return;
    box = drawn(L, sheet, data);
    show(true);
  });
}

document.querySelectorAll("[data-streets] button").forEach(streets);
