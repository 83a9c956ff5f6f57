import { expect, test } from "vitest";
import { languageOf } from "../texts/language.ts";
import { changeSpread } from "./change-spread.ts";

const en = languageOf("en");

test("a row for each amount, the losses first, its bar beside the longest", () => {
  expect(changeSpread([2, -0.5, 0, 2, 2, 2], en)).toEqual([
    { label: "−0.5", count: "1", width: "25.00", tone: "lose" },
    { label: "±0", count: "1", width: "25.00", tone: "same" },
    { label: "+2", count: "4", width: "100.00", tone: "gain" },
  ]);
  expect(changeSpread([], en)).toEqual([]);
});

test("of many amounts ranges, none of which holds both losses and gains, and none is left out", () => {
  const differences = Array.from({ length: 41 }, (_, index) => index - 20);
  const rows = changeSpread(differences, en);
  expect(rows.length).toBeLessThan(20);
  expect(rows.reduce((total, { count }) => total + Number(count), 0)).toBe(41);
  expect(rows[0]!.label).toMatch(/^−20 to −/);
  expect(rows.at(-1)!.label).toMatch(/ to \+20$|^\+20$/);
  for (const { label, tone } of rows)
    expect(label).toMatch({ lose: /^−\d+( to −\d+)?$/, same: /^±0$/, gain: /^\+\d+( to \+\d+)?$/ }[tone]);
});
