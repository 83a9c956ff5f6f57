// @ts-nocheck: this runs in a browser, whose types the project doesn't have.
// Finds entries by what stands in them; without a script everything is there, and the kinds are chosen by the style sheet alone.
const box = document.querySelector("#search");
const count = document.querySelector(".search output");
const deeds = [...document.querySelectorAll(".deed")];
const days = [...document.querySelectorAll(".day")];

function holds(element, words) {
  return element.textContent.toLowerCase().includes(words);
}

function find() {
  const words = box.value.trim().toLowerCase();
  let shown = 0;
  for (const deed of deeds) {
    const rows = [...deed.querySelectorAll("tbody tr")];
    const head = words === "" || [...deed.querySelectorAll(".what > p, blockquote, summary")].some((part) => holds(part, words));
    for (const row of rows) row.hidden = !head && !holds(row, words);
    const some = head || rows.some((row) => !row.hidden);
    deed.hidden = !some;
    const details = deed.querySelector("details");
    if (details) details.open = words !== "" && !head && some;
    if (some) shown += rows.length === 0 || head ? Math.max(1, rows.length) : rows.filter((row) => !row.hidden).length;
  }
  for (const day of days) day.hidden = [...day.querySelectorAll(".deed")].every((deed) => deed.hidden);
  count.textContent = words === "" ? "" : shown === 1 ? count.dataset.one : count.dataset.many.replace("#", shown);
}

if (box) {
  document.querySelector(".search").hidden = false;
  box.addEventListener("input", find);
  document.querySelector(".filter").addEventListener("submit", (event) => event.preventDefault());
}
