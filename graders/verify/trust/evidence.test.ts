import { expect, test } from "vitest";
import { digestOfEvidence, isProven, type Evidence } from "./evidence.ts";

const id = "02-activations/relu";
const evidence: Evidence = {
  id,
  digest: await digestOfEvidence(id, 50),
  seeds: 50,
  checks: 4,
  points: 5,
  mistakes: { caught: 7, recognised: 6, of: 7 },
  variants: 2,
  steadiness: {
    seeds: 50,
    seedsOfMistakes: 5,
    gradings: 185,
    verdicts: 740,
    unsteady: [],
    mistakes: { gradings: 35, named: 30, missed: 0 },
    right: { gradings: 150, refused: 0, undecided: 0, diagnosed: 0 },
  },
};

test("evidence proves an exercise while it is of this version of it", async () => {
  expect(await isProven(evidence)).toBe(true);
  expect(await isProven({ ...evidence, digest: "0".repeat(64) })).toBe(false);
  // The digest is that of another number of seeds.
  expect(await isProven({ ...evidence, seeds: 1000 })).toBe(false);
});

test("evidence against an exercise proves nothing", async () => {
  const { steadiness, mistakes } = evidence;
  const missed = { ...steadiness.mistakes, missed: 1 };
  const refused = { ...steadiness.right, refused: 1 };
  expect(await isProven({ ...evidence, mistakes: { ...mistakes, caught: 6 } })).toBe(false);
  expect(await isProven({ ...evidence, steadiness: { ...steadiness, mistakes: missed } })).toBe(false);
  expect(await isProven({ ...evidence, steadiness: { ...steadiness, right: refused } })).toBe(false);
});
