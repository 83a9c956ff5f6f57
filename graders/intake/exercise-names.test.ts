import { expect, test } from "vitest";
import { exerciseNames } from "./exercise-names.ts";
import { placeFiles } from "./placing.ts";

const ids = ["02-activations/relu", "02-activations/leaky-relu", "06-metrics/f1"];
const names = exerciseNames(ids);

test.each<[string, string | undefined, number?]>([
  ["relu.ts", "relu", 0],
  ["ReLU.TS", "relu", 1],
  ["leaky relu.ts", "leaky-relu", 1],
  ["Leaky_ReLU.ts", "leaky-relu", 1],
  ["relu (1).ts", "relu", 2],
  ["relu(12).ts", "relu", 2],
  ["relu-1.ts", "relu", 2],
  ["relu - Copy (2).ts", "relu", 2],
  ["relu-0a1b2c3d-0000-4000-8000-0123456789ab.ts", "relu", 2],
  ["f1.ts", "f1", 0],
  ["f-1.ts", undefined],
  ["relu.js", undefined],
  ["my-relu.ts", undefined],
  ["constructor.ts", undefined],
  [".ts", undefined],
])("%s is %s", (file, name, rank) => {
  expect(names.find(file)).toEqual(name === undefined ? undefined : { name, rank });
});

test("a file is brought to its exercise from anywhere, unless another could be meant", () => {
  expect(
    placeFiles(["02-activations/relu.ts", "src/Leaky_ReLU.ts", "f1 (1).ts", "f1 (2).ts", "util.ts"], ids, names),
  ).toEqual({
    aliases: new Map([["leaky-relu.ts", "src/Leaky_ReLU.ts"]]),
    ambiguous: [{ exercise: "06-metrics/f1", files: ["f1 (1).ts", "f1 (2).ts"] }],
    missing: ["06-metrics/f1"],
    others: ["util.ts"],
  });
});

test("a file at its place counts, and one that could be meant too is told of", () => {
  expect(placeFiles(["relu.ts", "old/relu.ts", "a/f1.ts", "b/f1 (1).ts"], ids, names)).toMatchObject({
    aliases: new Map([["f1.ts", "a/f1.ts"]]),
    ambiguous: [
      { exercise: "02-activations/relu", files: ["relu.ts", "old/relu.ts"], used: "relu.ts" },
      { exercise: "06-metrics/f1", files: ["a/f1.ts", "b/f1 (1).ts"], used: "a/f1.ts" },
    ],
  });
});

test("a file in the folder of another unit is a helper there", () => {
  const files = ["02-activations/relu.ts", "16-gpu-kernels/relu.ts"];
  expect(placeFiles(files, ids, names)).toMatchObject({ aliases: new Map(), ambiguous: [] });
  expect(placeFiles(files.slice(1), ids, names).missing).toContain("02-activations/relu");
});
