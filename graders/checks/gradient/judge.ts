/** Holds gradients against measured slopes, and names the coordinates at fault. */
import type { Draw } from "#graders/inputs/draw.ts";
import { furtherSteps, stepFor } from "./ladder.ts";
import type { Leaf } from "./leaves.ts";
import { judge, settled, type Judgement, type Measurement, type Surroundings } from "./settle.ts";
import { locate, measure, type Broken, type Direction, type Setting } from "./slopes.ts";

export interface WrongSlope {
  readonly leaf: Leaf;
  readonly index: number;
  readonly analytic: number;
  readonly measured: number;
  /** How far the measurement may be off. */
  readonly error: number;
}

export type GradientVerdict = "pass" | "inconclusive" | { readonly wrong: readonly WrongSlope[] } | Broken;

const allCoordinatesUpTo = 64;
const sampledDirections = 12;
const shownCoordinates = 5;

/** @param gradients - one for each moved argument, in the same order. */
export async function judgeGradients(
  setting: Setting,
  gradients: readonly Leaf[],
  draw: Draw,
): Promise<GradientVerdict> {
  const trial = new Trial(setting, gradients);
  const directions = directionsFor(setting.moved, draw);
  const first = await measure(
    setting,
    directions.map((direction) => ({ direction, steps: [stepFor(trial.coordinate(direction))] })),
  );
  if ("broken" in first) return first;
  const surroundings = { gradient: largestSlope(first.measurements, first.size), inputs: first.inputs };
  const suspects = directions.filter(
    (direction, index) => trial.judge(direction, first.measurements[index]!, surroundings) !== "pass",
  );
  if (suspects.length === 0) return "pass";
  const again = await trial.measureAgain(suspects);
  if ("broken" in again) return again;
  const verdicts = suspects.map((direction, index) => {
    const all = [...first.measurements[directions.indexOf(direction)]!, ...again.measurements[index]!];
    return { direction, all, judgement: trial.judge(direction, all, surroundings) };
  });
  const wrong = new Map<number, WrongSlope>();
  for (const { direction, all, judgement } of verdicts) {
    if (judgement !== "fail" || wrong.size >= shownCoordinates) continue;
    const culprit = await trial.culpritOf(direction, all, surroundings);
    if (culprit) wrong.set(culprit.position, culprit.slope);
  }
  if (wrong.size > 0) return { wrong: [...wrong.values()] };
  const kinks = verdicts.filter(({ judgement }) => judgement === "between").length;
  const decided = verdicts.every(({ judgement }) => judgement === "pass" || judgement === "between");
  // A direction that failed as a whole and in none of its parts was a false alarm of its own coarser step.
  return decided && 2 * kinks <= directions.length ? "pass" : "inconclusive";
}

class Trial {
  readonly #setting: Setting;
  readonly #gradients: readonly Leaf[];

  constructor(setting: Setting, gradients: readonly Leaf[]) {
    this.#setting = setting;
    this.#gradients = gradients;
  }

  judge(direction: Direction, measurements: readonly Measurement[], surroundings: Surroundings): Judgement {
    const analytic = [...direction].reduce((sum, [position, sign]) => sum + sign * this.#analyticAt(position), 0);
    const judgement = judge(analytic, measurements, surroundings);
    // Between the slopes on either side of a kink says something of one coordinate, not of a sum of several.
    return direction.size > 1 && measurements.every(({ slope }) => slope.kind !== "smooth")
      ? "inconclusive"
      : judgement;
  }

  measureAgain(directions: readonly Direction[]): ReturnType<typeof measure> {
    return measure(
      this.#setting,
      directions.map((direction) => ({ direction, steps: furtherSteps(this.coordinate(direction)) })),
    );
  }

  /** Follows the half that fails until one coordinate is left. */
  async culpritOf(
    direction: Direction,
    measurements: readonly Measurement[],
    surroundings: Surroundings,
  ): Promise<{ position: number; slope: WrongSlope } | undefined> {
    let suspects: Direction = direction;
    let found = measurements;
    while (suspects.size > 1) {
      const entries = [...suspects];
      const middle = Math.ceil(entries.length / 2);
      const halves: Direction[] = [new Map(entries.slice(0, middle)), new Map(entries.slice(middle))];
      const steps = halves.map((half) => [stepFor(this.coordinate(half)), ...furtherSteps(this.coordinate(half))]);
      const measured = await measure(
        this.#setting,
        halves.map((half, index) => ({ direction: half, steps: steps[index]! })),
      );
      if ("broken" in measured) return undefined;
      const failing = halves.findIndex(
        (half, index) => this.judge(half, measured.measurements[index]!, surroundings) === "fail",
      );
      if (failing === -1) return undefined;
      suspects = halves[failing]!;
      found = measured.measurements[failing]!;
    }
    const [position, sign] = [...suspects][0]!;
    const { slope } = settled(found)!;
    const analytic = this.#analyticAt(position);
    // At a kink, the side that is nearer.
    const side = (at: "low" | "high"): number => (slope.kind === "kink" ? slope[at] : slope.derivative);
    const derivative =
      Math.abs(sign * analytic - side("low")) < Math.abs(sign * analytic - side("high")) ? "low" : "high";
    const measured = sign * side(derivative);
    return { position, slope: { ...locate(this.#setting.moved, position), analytic, measured, error: slope.error } };
  }

  /** The input that a direction moves, where it moves just one; 1 stands for all others. */
  coordinate(direction: Direction): number {
    if (direction.size > 1) return 1;
    const { leaf, index } = locate(this.#setting.moved, [...direction.keys()][0]!);
    return leaf.data[index]!;
  }

  #analyticAt(position: number): number {
    const { leaf, index } = locate(this.#setting.moved, position);
    return this.#gradients[this.#setting.moved.indexOf(leaf)]!.data[index]!;
  }
}

/** Where the output doesn't move at all, its own size says how small a slope can be seen. */
function largestSlope(measurements: readonly (readonly Measurement[])[], size: number): number {
  return measurements
    .flat()
    .reduce(
      (largest, { slope }) => (slope.kind === "smooth" ? Math.max(largest, Math.abs(slope.derivative)) : largest),
      1e-6 * size,
    );
}

/** Every coordinate when there are few; else random ±1 over all of them, and two coordinates of every argument. */
function directionsFor(moved: readonly Leaf[], draw: Draw): Direction[] {
  const total = moved.reduce((sum, { data }) => sum + data.length, 0);
  if (total <= allCoordinatesUpTo) return Array.from({ length: total }, (_, position) => new Map([[position, 1]]));
  const signs = Array.from(
    { length: sampledDirections },
    () => new Map(Array.from({ length: total }, (_, position) => [position, draw.boolean() ? 1 : -1])),
  );
  const single: Direction[] = [];
  let start = 0;
  for (const { data } of moved) {
    if (data.length === 0) continue;
    const chosen = new Set([draw.integer(0, data.length - 1), draw.integer(0, data.length - 1)]);
    for (const index of chosen) single.push(new Map([[start + index, 1]]));
    start += data.length;
  }
  return [...signs, ...single];
}
