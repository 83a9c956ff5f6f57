import { expect, test } from "vitest";
import { fuzzArchives } from "./testing/fuzz.ts";

test("500 damaged archives each give files or a sentence, and no memory is left in use", async () => {
  await fuzzArchives({ seed: 1, runs: 100 });
  const before = process.memoryUsage().rss;
  await fuzzArchives({ seed: 7, runs: 500 });
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
});
