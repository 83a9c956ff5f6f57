import { expect, test } from "vitest";
import { languageOf, languageTags, type Texts } from "./language.ts";
import { writingOf } from "./writing.ts";

/** `common.points`, … with what stands there. */
function leaves(texts: object, path = ""): [string, unknown][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "object" && value !== null
      ? leaves(value as object, `${path}${key}.`)
      : [[`${path}${key}`, value] as [string, unknown]],
  );
}

test("every language has the same texts, none of them empty where English has one", () => {
  const english = leaves(languageOf("en").texts);
  expect(english.length).toBeGreaterThan(2);
  for (const tag of languageTags) {
    const own = new Map(leaves(languageOf(tag).texts));
    expect([...own.keys()].toSorted()).toEqual(english.map(([path]) => path).toSorted());
    for (const [path, text] of english) {
      expect(typeof own.get(path), path).toBe(typeof text);
      if (text !== "") expect(own.get(path), path).not.toBe("");
    }
  }
});

test("numbers, shares, dates and lists are written as the language does", () => {
  const instant = "2026-11-28T09:05:00Z";
  const [en, de] = [writingOf("en"), writingOf("de")];
  expect([en.number(1291.456), en.percent(0.476), en.date(instant), en.list(["a", "b", "c"])]).toEqual([
    "1,291.46",
    "48%",
    "28 November 2026 at 09:05",
    "a, b and c",
  ]);
  expect([de.number(1291.456), de.percent(0.476), de.date(instant), de.list(["a", "b", "c"])]).toEqual([
    "1.291,46",
    "48\u00A0%",
    "28. November 2026 um 09:05",
    "a, b und c",
  ]);
  expect(en.date(instant, "Asia/Tokyo")).toBe("28 November 2026 at 18:05");
});

test("a noun goes with its number", () => {
  const texts = (tag: "en" | "de"): Texts => languageOf(tag).texts;
  expect([0, 1, 2.5, 1000].map((count) => texts("en").common.points(count))).toEqual([
    "0 points",
    "1 point",
    "2.5 points",
    "1,000 points",
  ]);
  expect([1, 1.5].map((count) => texts("de").common.points(count))).toEqual(["1 Punkt", "1,5 Punkte"]);
});
