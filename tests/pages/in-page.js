// @ts-nocheck: these functions run in the browser, whose types the project doesn't have.
/** What a reader sees of a page, asked inside of it. Each function is handed to the browser as it stands, so it uses nothing around it. */

/** The words that are shown, in two heaps: those of controls, and those of everything else. */
export function shownWords() {
  const controls = "button, label, output, option, legend, input, [aria-live], [role=status]";
  const heaps = { controls: [], others: [] };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest("script, style") || !parent.checkVisibility()) continue;
    heaps[parent.closest(controls) ? "controls" : "others"].push(
      ...walker.currentNode.data.split(/\s+/).filter(Boolean),
    );
  }
  return heaps;
}

/** How far the page can be scrolled to the side, in pixels. */
export function sidewaysScroll() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}

/** Where the keyboard must get to, in order: one number for each place, as marked in the page. */
export function markStops() {
  const selector = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const stops = [...document.querySelectorAll(selector)].filter((element) => {
    if (element.disabled || element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true }))
      return false;
    // Of a group of radio buttons, the chosen one alone.
    return element.type !== "radio" || element.checked;
  });
  for (const [index, element] of stops.entries()) element.dataset.stop = index;
  return stops.length;
}

/** The stop that has the focus now, and whether one can see that it does. */
export function focusedStop() {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  const inView = width > 0 && height > 0 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  const ring = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && outlineColor !== "rgba(0, 0, 0, 0)";
  const label = element.outerHTML.slice(0, 120);
  return { stop: element.dataset.stop === undefined ? -1 : Number(element.dataset.stop), seen: inView && ring, label };
}

/** Elements whose content is cut off on paper, where nobody can scroll. */
export function cutOff() {
  return [...document.querySelectorAll("body *")]
    .filter((element) => {
      const { overflowX, overflowY, display } = getComputedStyle(element);
      if (display === "none" || display === "inline" || element.closest(".hidden-text, svg")) return false;
      const wide = overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
      const tall = overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1;
      return wide || tall;
    })
    .map((element) => element.outerHTML.slice(0, 120));
}

/** Everything that sticks out to the right of the paper. */
export function sticksOut() {
  const edge = document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility() && !element.closest(".hidden-text, .skip"))
    .filter((element) => element.getBoundingClientRect().right > edge)
    .map((element) => element.outerHTML.slice(0, 120));
}

/** The backgrounds behind its text, and the text's colour, as [red, green, blue, alpha] from 0 to 255. */
export function grounds() {
  const colour = (text) => {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const backgrounds = [...document.querySelectorAll("html, body, body *")]
    .filter((element) => element.textContent.trim() !== "" && element.getBoundingClientRect().width > 300)
    .map((element) => colour(getComputedStyle(element).backgroundColor));
  return { backgrounds, ink: colour(getComputedStyle(document.body).color) };
}

/** How many elements of each kind there are, and the names of all their attributes. */
export function anatomy() {
  const elements = {};
  const attributes = new Set();
  for (const element of document.querySelectorAll("*")) {
    const name = element.namespaceURI.endsWith("html")
      ? element.localName
      : `${element.namespaceURI} ${element.localName}`;
    elements[name] = (elements[name] ?? 0) + 1;
    for (const attribute of element.attributes) attributes.add(attribute.name);
  }
  return { elements, attributes: [...attributes] };
}

/** Every address that a reader could follow. */
export function addresses() {
  return [...document.querySelectorAll("[href], [src], [action], [srcdoc], [data]")].flatMap((element) =>
    ["href", "src", "action", "srcdoc", "data"].flatMap((name) => element.getAttribute(name) ?? []),
  );
}
