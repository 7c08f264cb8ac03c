// "Near me": the device's position, asked for only when the button is pressed, kept nowhere, and put into the form
// rounded to two decimals (about a kilometre) before anything is sent. Without script the list of towns is there.
const DECIMALS = 2;

function positioned(button) {
  const form = button.form;
  const list = form.elements.near;
  const status = form.querySelector("[data-position-status]");

  const choose = ({ coords }) => {
    const value = [coords.latitude, coords.longitude].map((degrees) => degrees.toFixed(DECIMALS)).join(",");
    const mine = [...list.options].find((option) => option.value.includes(",")) ?? new Option();
    mine.value = value;
    mine.text = button.dataset.mine;
    list.add(mine, 1);
    list.value = value;
    status.textContent = "";
    form.requestSubmit();
  };

  button.hidden = false;
  button.addEventListener("click", () => {
    status.textContent = button.dataset.asking;
    navigator.geolocation.getCurrentPosition(choose, () => { status.textContent = button.dataset.refused; }, {
      maximumAge: 600_000,
      timeout: 15_000,
    });
  });
}

if ("geolocation" in navigator) document.querySelectorAll("[data-position]").forEach(positioned);
