import { expect, test } from "vitest";
import { timeLeft } from "./progress.ts";

test("what is left is said in a unit that people count in", () => {
  expect([0, 2, 2.1, 99, 100, 3599, 5999, 6000, 36_000].map(timeLeft)).toEqual([
    "",
    "",
    "about 3 s",
    "about 99 s",
    "about 2 min",
    "about 60 min",
    "about 100 min",
    "about 2 h",
    "about 10 h",
  ]);
});
