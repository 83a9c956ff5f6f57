import { expect, test } from "vitest";
import { languageOf } from "../texts/language.ts";
import { measuredShare } from "./measured-share.ts";

const [en, de] = [languageOf("en"), languageOf("de")];

test("what should be high is never rounded up, what should be low never down", () => {
  expect(measuredShare(en, 3999 / 4000, "floor")).toBe("99.9%");
  expect(measuredShare(en, 1 / 400_000, "ceil", 2)).toBe("0.01%");
  expect([measuredShare(en, 1, "floor"), measuredShare(en, 0, "ceil")]).toEqual(["100%", "0%"]);
});

test("a share that has few digits keeps them", () => {
  // 0.57 · 100 is 56.99999999999999 in floats.
  expect([measuredShare(en, 0.57, "floor"), measuredShare(de, 0.285, "floor")]).toEqual(["57%", "28,5\u00A0%"]);
});
