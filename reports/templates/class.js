// @ts-nocheck: it runs in a browser, whose names the project's type check doesn't know.
/**
 * Sorting and filtering of the table of students. Without this script the table is whole, in the order of names; with it, heads of columns
 * become buttons and the controls above appear.
 */
(() => {
  const table = document.getElementById("table");
  const controls = document.getElementById("controls");
  const told = document.getElementById("shown");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const { lang } = document.documentElement;
  const collator = new Intl.Collator(lang, { numeric: true });
  const searched = new Map(rows.map((row) => [row, simple(row.textContent)]));

  /** Without case and accents, so that "jose" finds José. */
  function simple(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function filter() {
    const { text, section, state } = controls.elements;
    const words = simple(text.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const isShown =
        words.every((word) => searched.get(row).includes(word)) &&
        (!section?.value || (row.dataset.section ?? "").split(", ").includes(section.value)) &&
        (!state?.value || (row.dataset.states ?? "").split(" ").includes(state.value));
      row.hidden = !isShown;
      if (isShown) shown += 1;
    }
    const number = new Intl.NumberFormat(lang);
    return filled(controls.dataset.shown, { shown: number.format(shown), total: number.format(rows.length) });
  }

  function valueIn(row, column, isNumber) {
    const cell = row.cells[column];
    if (!isNumber) return cell.textContent.trim();
    return cell.dataset.value === "" ? undefined : Number(cell.dataset.value);
  }

  /** What has no value stays at the end, whichever the direction. */
  function sort(head, direction) {
    const isNumber = head.dataset.sort === "number";
    const sign = direction === "ascending" ? 1 : -1;
    const order = rows.map((row) => ({ row, value: valueIn(row, head.cellIndex, isNumber) }));
    order.sort((a, b) => {
      if (a.value === undefined || b.value === undefined) return (a.value === undefined) - (b.value === undefined);
      return sign * (isNumber ? a.value - b.value : collator.compare(a.value, b.value));
    });
    body.append(...order.map(({ row }) => row));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction);
    const column = head.textContent.trim();
    return filled(controls.dataset.sorted, { column, direction: controls.dataset[direction] });
  }

  for (const head of table.tHead.rows[0].cells) {
    if (!head.dataset.sort) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      const sorted = sort(head, direction);
      told.textContent = `${filter()} ${sorted}`;
    });
  }
  const show = () => (told.textContent = filter());
  controls.addEventListener("input", show);
  controls.addEventListener("submit", (event) => event.preventDefault());
  // The fields have their old values until the event is over.
  controls.addEventListener("reset", () => setTimeout(show));
  controls.hidden = false;
  show();
})();
