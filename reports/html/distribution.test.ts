import { expect, test } from "vitest";
import { languageOf } from "../texts/language.ts";
import { distributionView } from "./distribution.ts";

const view = (shares: readonly (number | undefined)[]) => distributionView(shares, languageOf("en"));

test("a full score falls into the last bar and a border into the upper one", () => {
  expect(view([1, 0.9, 0.3, 0.1, 0, undefined])!.bars.map(({ count }) => count)).toEqual(["1", "1", "", "1", "", "", "", "", "", "2"]); // prettier-ignore
  expect(view([undefined])).toBe(null);
});

test("the picture says in words what it shows, with median and quartiles", () => {
  // Quartiles by linear interpolation (R's type 7): at 0.25 · 4 = 1 and 0.75 · 4 = 3 of the five.
  expect(view([0.05, 0.2, 0.5, 0.8, 0.95])!.words).toBe(
    "0% to 10%: 1 submission; 20% to 30%: 1 submission; 50% to 60%: 1 submission; 80% to 90%: 1 submission; 90% to 100%: 1 submission; median 50%; quartiles 20% and 80%",
  );
});

test("three shares have a median and no quartiles", () => {
  expect(view([0.1, 0.2, 0.9])).toMatchObject({ band: null });
  expect(view([0.1, 0.2, 0.9])!.words).toMatch(/; median 20%$/);
});

test("the tallest bar fills the picture, the others are in proportion, and the band lies between the quartiles", () => {
  const { bars, band, base } = view([0.05, 0.06, 0.07, 0.08, 0.55, 0.56])!;
  expect([bars[0]!.height, bars[5]!.height]).toEqual([150, 75]);
  expect(bars[0]!.y + bars[0]!.height).toBe(base);
  // 0 at 26 and 1 at 694; the quartiles are 0.0625 and 0.4325, by interpolation at 1.25 and 3.75 of six.
  expect(band!.x).toBeCloseTo(26 + 668 * 0.0625, 0);
  expect(band!.x + band!.width).toBeCloseTo(26 + 668 * 0.4325, 0);
});

test("a hundred submissions have bars of five percent", () => {
  expect(view(Array.from({ length: 100 }, (_, at) => at / 100))!.bars.map(({ count }) => count)).toEqual(
    Array.from({ length: 20 }, () => "5"),
  );
});
