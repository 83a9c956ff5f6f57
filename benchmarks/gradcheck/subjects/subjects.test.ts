import { describe, expect, test } from "vitest";
import { Random } from "#tensor";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { dot } from "../rules/differences.ts";
import { flatten, type Flat } from "../rules/rule.ts";
import { inputsFor, sessionWith, showsFault } from "../trial.ts";
import { ownSubjects } from "./index.ts";

describe.each(ownSubjects.map((subject) => [subject.name, subject] as const))("%s", (_name, subject) => {
  const { exercise, wrong } = subject;
  const right = inProcessSession(exercise.reference, exercise.programs);

  test("the gradient that counts as right is the slope, by differences of eighth order at the best of many steps", async () => {
    let decided = 0;
    for (let seed = 1; seed <= 4; seed++) {
      const flat = await flatten(subject, right, inputsFor(subject, seed));
      const random = new Random(seed);
      const cotangent = random.uniform([flat.output.length], -2, 2).data;
      const [gradients] = await flat.gradients([cotangent]);
      for (const [argument, entries] of flat.point.entries()) {
        const largest = gradients![argument]!.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
        for (let tried = 0; tried < Math.min(4, entries.length); tried++) {
          const index = random.integer(0, entries.length);
          const measured = await slope(flat, argument, index, cotangent);
          const gradient = gradients![argument]![index]!;
          // At a tie any value between the slopes of both sides is right.
          if (measured.bend > 1e-3 * Math.max(Math.abs(measured.slope), Math.abs(gradient))) continue;
          if (!(measured.error <= 1e-4 * Math.max(Math.abs(gradient), largest))) continue;
          decided += 1;
          expect(Math.abs(measured.slope - gradient)).toBeLessThanOrEqual(
            1e-3 * Math.abs(gradient) + 20 * measured.error,
          );
        }
      }
    }
    expect(decided).toBeGreaterThan(0);
  });

  test.each([...wrong.keys()])("%s: it shows on at least half of 20 draws", async (fault) => {
    let shown = 0;
    for (let seed = 1; seed <= 20; seed++) {
      if (await showsFault(subject, sessionWith(subject, fault), seed)) shown += 1;
      if (shown === 10) break;
    }
    expect(shown).toBe(10);
  });
});

/** Weights of the central difference of eighth order at 1, 2, 3 and 4 steps. */
const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280];
const steps = Array.from({ length: 14 }, (_, index) => 10 ** -(2 + index * 0.5));

interface Measured {
  readonly slope: number;
  /** What neighbouring steps differ by, and rounding. */
  readonly error: number;
  /** What the slopes of both sides differ by at least. */
  readonly bend: number;
}

/** The slope at the step where neighbouring steps agree best. */
async function slope(flat: Flat, argument: number, index: number, cotangent: Float64Array): Promise<Measured> {
  const value = flat.point[argument]![index]!;
  const size = Math.max(Math.abs(value), 1e-3);
  const points = steps.flatMap((step) =>
    weights.flatMap((_, place) =>
      [1, -1].map((sign) => {
        const moved = Float64Array.from(flat.point[argument]!);
        moved[index] = value + sign * (place + 1) * step * size;
        return flat.point.map((entries, other) => (other === argument ? moved : entries));
      }),
    ),
  );
  const outputs = await flat.outputs(points);
  const values = outputs.map((output) => dot(output, cotangent));
  const center = dot(flat.output, cotangent);
  // The output may be the small difference of numbers as large as the inputs.
  const inside = Math.max(...flat.point.flatMap((entries) => Array.from(entries, Math.abs)));
  const rounding =
    2 ** -52 *
    dot(
      flat.output.map((entry) => Math.abs(entry) + inside),
      cotangent.map(Math.abs),
    );
  const rows = steps.map((step, row) => {
    const at = (place: number): number => values[2 * (row * weights.length + place)]!;
    const opposite = (place: number): number => values[2 * (row * weights.length + place) + 1]!;
    const sum = weights.reduce((sum, weight, place) => sum + weight * (at(place) - opposite(place)), 0);
    return {
      slope: sum / (step * size),
      bend: Math.abs(at(0) - 2 * center + opposite(0)) / (step * size),
      rounding: rounding / (step * size),
    };
  });
  const bend = Math.min(...rows.map((row) => row.bend));
  let best: Measured = { slope: NaN, error: Infinity, bend };
  for (const [row, { slope, rounding }] of rows.entries()) {
    if (row === 0 || row === rows.length - 1) continue;
    const error = Math.abs(slope - rows[row - 1]!.slope) + Math.abs(slope - rows[row + 1]!.slope) + rounding;
    if (error < best.error) best = { slope, error, bend };
  }
  return best;
}
