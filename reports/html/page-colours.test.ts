import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("../templates/page.css", import.meta.url), "utf8");
const [light, dark] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, body]) =>
  Object.fromEntries([...body!.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, colour]) => [name!, colour!])),
);

const texts = ["ink", "quiet", "link", "good", "bad", "open", "keyword", "literal"];
const grounds = ["paper", "card", "sunken", "lesson", "marked"];

test.each([
  ["light", light],
  ["dark", dark],
] as const)("text stands out by 4.5 to 1 or more on every ground of the %s page", (_name, colours) => {
  for (const text of texts)
    for (const ground of grounds)
      expect(contrast(colours![text]!, colours![ground]!), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
});

test.each([
  ["light", light],
  ["dark", dark],
] as const)("a bar stands out by 3 to 1 or more from its track on the %s page", (_name, colours) => {
  expect(contrast(colours!["fill"]!, colours!["track"]!)).toBeGreaterThanOrEqual(3);
});

const student = readFileSync(new URL("../templates/student.css", import.meta.url), "utf8");
const shades = [...student.matchAll(/fill-opacity: ([\d.]+)/g)].map(([, opacity]) => Number(opacity));

test.each([
  ["light", light],
  ["dark", dark],
] as const)("a number stands out by 4.5 to 1 or more from every shade of a map on the %s page", (_name, colours) => {
  expect(shades).toHaveLength(4);
  for (const shade of shades)
    for (const tone of ["above", "below"]) {
      const ground = blended(colours![tone]!, colours!["card"]!, shade);
      expect(contrast(colours!["ink"]!, ground), `${tone} ${shade}`).toBeGreaterThanOrEqual(4.5);
    }
});

test.each([
  ["light", light],
  ["dark", dark],
] as const)("both curves of a chart stand out by 3 to 1 or more on the %s page", (_name, colours) => {
  for (const curve of ["ink", "above"])
    expect(contrast(colours![curve]!, colours!["card"]!), curve).toBeGreaterThanOrEqual(3);
});

/** What is seen of a colour that lets so much of the ground through. */
function blended(colour: string, ground: string, opacity: number): string {
  const mixed = [1, 3, 5].map((at) => {
    const [over, under] = [colour, ground].map((each) => Number.parseInt(each.slice(at, at + 2), 16));
    return Math.round(opacity * over! + (1 - opacity) * under!);
  });
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [bright, dim] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright! + 0.05) / (dim! + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
