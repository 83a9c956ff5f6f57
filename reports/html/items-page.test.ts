import { expect, test } from "vitest";
import { result } from "../samples/build.ts";
import { generatedClass } from "../samples/class-facts.ts";
import { hostile } from "../samples/hostile.ts";
import { samples } from "../samples/results.ts";
import { languageOf } from "../texts/language.ts";
import { anchorOf } from "./anchor.ts";
import { itemsPage, itemsView } from "./items-page.ts";
import { placedNames } from "./placed-names.ts";

const english = languageOf("en");
const plainText = (html: string): string =>
  html.replace(/<style>[^]*?<\/style>/, "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " "); // prettier-ignore

test("what is suspect and what is often wrong comes first, with where to read on", () => {
  const html = itemsPage({ results: generatedClass(80) });
  const advice = plainText(/<section aria-labelledby="advice">([^]*?)<\/section>/.exec(html)![1]!);
  expect(advice).toContain(
    "mse an odd refusal is passed more often by the weak than by the strong (discrimination −0.",
  );
  // By construction: at · 13 mod 10 is below 4 for 4 of every 10.
  expect(advice).toContain("attention 32 of 80 made this mistake: left out √d.");
  expect(advice).toContain("1 check is passed by everybody whose code ran");
});

test("every link on the page leads to a place on it, and every figure to its definition", () => {
  const html = itemsPage({ results: generatedClass(40) });
  const targets = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
  const links = [...html.matchAll(/href="#([^"]*)"/g)].map(([, target]) => target!);
  expect(links.filter((target) => !targets.has(target))).toEqual([]);
  for (const word of ["difficulty", "discrimination", "upperLower", "alphaWithout", "alpha", "standardError"])
    expect(links).toContain(`word-${word}`);
});

test("difficulties are the shares of the class", () => {
  const { exercises } = itemsView({ results: generatedClass(10) }, english);
  // relu: 2 of 5 points for all, 3 more for strength above 0.2; of (37 at mod 101) / 100 for 0 … 9 that is 0, 0.37,
  // 0.74, 0.10, 0.47, 0.84, 0.20, 0.57, 0.94, 0.30.
  expect(exercises[0]).toMatchObject({ difficulty: "0.82", count: "10", points: "5" });
  expect(exercises[0]!.checks.map(({ difficulty }) => difficulty)).toEqual(["1.00", "0.70"]);
});

test("a class of nine has shares and mistakes, and a sentence in place of coefficients", () => {
  const view = itemsView({ results: generatedClass(9) }, english);
  expect(view.warning).toContain("With 9 submissions no coefficient means anything");
  expect([view.reliability, view.picture]).toEqual([null, null]);
  const html = itemsPage({ results: generatedClass(9) });
  expect(html).not.toContain('href="#word-discrimination"');
  expect(html).toContain("left out √d");
  expect(itemsView({ results: generatedClass(29) }, english).warning).toContain("29 submissions are few");
  expect(itemsView({ results: generatedClass(30) }, english).warning).toBe("");
});

test("the dots of the picture are where the figures are, and say them", () => {
  const { picture, exercises } = itemsView({ results: generatedClass(80) }, english);
  expect(picture!.dots.map(({ title }) => title)).toEqual(
    exercises.map(({ title, difficulty, discrimination }) => `${title}: difficulty ${difficulty}, discrimination ${discrimination}`),
  ); // prettier-ignore
  const [first] = picture!.dots;
  // The axis of difficulty runs from 52 to 704.
  expect(first!.x).toBeCloseTo(52 + 652 * Number(exercises[0]!.difficulty), -1);
});

test("a name stands right of its dot, left of it, above or below; where there is no room it waits for focus", () => {
  const dots = [{ x: 100, y: 50, name: "ReLU" }, { x: 120, y: 50, name: "Sigmoid" }, { x: 110, y: 50, name: "Softmax" }, { x: 390, y: 90, name: "Adam" }, { x: 110, y: 50, name: "GELU" }, { x: 110, y: 50, name: "ELU" }]; // prettier-ignore
  expect(placedNames(dots, 400).map(({ x, y, anchor, shown }) => [x, y, anchor, shown])).toEqual([
    [90, 50, "end", true],
    [130, 50, "start", true],
    [110, 34, "middle", true],
    [380, 90, "end", true],
    [110, 66, "middle", true],
    [120, 50, "start", false],
  ]);
  // Left of its dot it would lie upon the name of the other.
  const close = [{ x: 100, y: 50, name: "Sigmoid" }, { x: 260, y: 50, name: "A name of some words" }]; // prettier-ignore
  expect(placedNames(close, 400).map(({ y }) => y)).toEqual([50, 34]);
});

test("any text stays text, in any class", () => {
  for (const results of [[], [hostile], samples, [result("ada", [])]]) {
    const html = itemsPage({ results });
    expect(html).not.toContain("<script");
    expect(html.replace(/<style>[^]*<\/style>/, "")).toMatch(/^(?:\P{Cc}|[\n\t])*$/u);
    expect(html).not.toMatch(/undefined|NaN/);
  }
  expect(anchorOf("02-activations/relu")).toBe("02-activations_relu");
  expect(anchorOf('"><script>')).toMatch(/^[\w.-]+$/);
});

test("in German the page is German, with titles of exercises marked as English", () => {
  const html = itemsPage({ results: generatedClass(40) }, { language: languageOf("de") });
  expect(html).toContain("Trennschärfe");
  expect(html).toContain('lang="en">ReLU</a>');
  expect(html).toMatch(/0,\d\d/);
  expect(html).not.toMatch(/>(Exercises|Difficulty|Submissions|Points)</);
});
