/**
 * Judges a property over many inputs: all of them in one message first, one by one only to find a smaller failing one.
 */
import fc from "fast-check";
import { InputsArbitrary, type Inputs } from "./arbitrary.ts";
import type { Draw } from "./draw.ts";

/** What a judge found wrong with one input, or nothing. */
export type Judge<Finding> = (inputs: readonly Inputs[]) => Promise<readonly (Finding | undefined)[]>;

export interface Verdict<Finding> {
  readonly runs: number;
  /** The finding on the smallest failing input, then those on the inputs as first drawn. */
  readonly findings: readonly Finding[];
}

export async function forAll<Finding extends object>(
  draw: (draw: Draw) => { [argument: string]: unknown },
  judge: Judge<Finding>,
  settings: { readonly seed: number; readonly runs: number; readonly shrinks: (finding: Finding) => boolean },
): Promise<Verdict<Finding>> {
  const arbitrary = new InputsArbitrary(draw);
  const { seed, runs, shrinks } = settings;
  const drawn = fc.sample(arbitrary, { seed, numRuns: runs });
  const verdicts = await judge(drawn);
  const first = verdicts.findIndex((finding) => finding !== undefined);
  if (first === -1) return { runs, findings: [] };
  const all = verdicts.filter((finding) => finding !== undefined);
  let smallest: Finding = verdicts[first]!;
  if (!shrinks(smallest)) return { runs, findings: all };
  const stillFails = fc.asyncProperty(arbitrary, async (inputs) => {
    const [finding] = await judge([inputs]);
    if (finding !== undefined) smallest = finding;
    return finding === undefined;
  });
  await fc.check(stillFails, { seed, path: String(first), numRuns: 1 });
  return { runs, findings: [smallest, ...all] };
}
