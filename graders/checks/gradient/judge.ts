/** Holds gradients against measured slopes, and names the coordinates at fault. */
import type { Draw } from "#graders/inputs/draw.ts";
import { furtherSteps, stepFor } from "./ladder.ts";
import type { Leaf } from "./leaves.ts";
import { judge, settled, type Judgement, type Measurement, type Surroundings } from "./settle.ts";
import { locate, measure, type Block, type Broken, type Direction, type Setting } from "./slopes.ts";

export interface WrongSlope {
  readonly leaf: Leaf;
  readonly index: number;
  readonly analytic: number;
  readonly measured: number;
  /** How far the measurement may be off. */
  readonly error: number;
  /** How many entries were moved together: this one, and others that are equal to it. `analytic` is then their sum. */
  readonly together: number;
}

export type GradientVerdict = "pass" | "inconclusive" | { readonly wrong: readonly WrongSlope[] } | Broken;

const allCoordinatesUpTo = 64;
const sampledDirections = 12;
const directionsOfTies = 3;
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
  return decided && kinks < directions.length ? "pass" : "inconclusive";
}

class Trial {
  readonly #setting: Setting;
  readonly #gradients: readonly Leaf[];

  constructor(setting: Setting, gradients: readonly Leaf[]) {
    this.#setting = setting;
    this.#gradients = gradients;
  }

  judge(direction: Direction, measurements: readonly Measurement[], surroundings: Surroundings): Judgement {
    const analytic = direction.reduce((sum, block) => sum + block.sign * this.#analyticOf(block), 0);
    const judgement = judge(analytic, measurements, surroundings);
    // Between the slopes on either side of a kink says something of one coordinate, not of a sum of several.
    const isSum = !isCoordinate(direction) && measurements.every(({ slope }) => slope.kind !== "smooth");
    return isSum ? "inconclusive" : judgement;
  }

  measureAgain(directions: readonly Direction[]): ReturnType<typeof measure> {
    return measure(
      this.#setting,
      directions.map((direction) => ({ direction, steps: furtherSteps(this.coordinate(direction)) })),
    );
  }

  /** Follows the half that fails until one block is left. */
  async culpritOf(
    direction: Direction,
    measurements: readonly Measurement[],
    surroundings: Surroundings,
  ): Promise<{ position: number; slope: WrongSlope } | undefined> {
    let suspects = direction;
    let found = measurements;
    while (suspects.length > 1) {
      const middle = Math.ceil(suspects.length / 2);
      const halves = [suspects.slice(0, middle), suspects.slice(middle)];
      const measured = await measure(
        this.#setting,
        halves.map((half) => ({
          direction: half,
          steps: [stepFor(this.coordinate(half)), ...furtherSteps(this.coordinate(half))],
        })),
      );
      if ("broken" in measured) return undefined;
      const failing = halves.findIndex(
        (half, index) => this.judge(half, measured.measurements[index]!, surroundings) === "fail",
      );
      if (failing === -1) return undefined;
      suspects = halves[failing]!;
      found = measured.measurements[failing]!;
    }
    return this.#wrongSlope(suspects[0]!, found);
  }

  #wrongSlope(block: Block, measurements: readonly Measurement[]): { position: number; slope: WrongSlope } {
    const { slope } = settled(measurements)!;
    const analytic = this.#analyticOf(block);
    // At a kink, the side that is nearer.
    const sides = slope.kind === "kink" ? [slope.low, slope.high] : [slope.derivative];
    const [measured] = sides
      .map((side) => block.sign * side)
      .sort((a, b) => Math.abs(analytic - a) - Math.abs(analytic - b));
    const position = block.positions[0]!;
    const { leaf, index } = locate(this.#setting.moved, position);
    const together = block.positions.length;
    return { position, slope: { leaf, index, analytic, measured: measured!, error: slope.error, together } };
  }

  /** The input that a direction moves, where it moves just one; 1 stands for all others. */
  coordinate(direction: Direction): number {
    if (!isCoordinate(direction)) return 1;
    const { leaf, index } = locate(this.#setting.moved, direction[0]!.positions[0]!);
    return leaf.data[index]!;
  }

  #analyticOf({ positions }: Block): number {
    return positions.reduce((sum, position) => {
      const { leaf, index } = locate(this.#setting.moved, position);
      return sum + this.#gradients[this.#setting.moved.indexOf(leaf)]!.data[index]!;
    }, 0);
  }
}

function isCoordinate(direction: Direction): boolean {
  return direction.length === 1 && direction[0]!.positions.length === 1;
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

/**
 * Every coordinate when there are few; else random ±1 over all of them, and two coordinates of every argument. Where
 * entries are equal, also directions that move equal entries together: no tie is broken, so what is shared among them shows.
 */
function directionsFor(moved: readonly Leaf[], draw: Draw): Direction[] {
  const total = moved.reduce((sum, { data }) => sum + data.length, 0);
  const coordinate = (position: number, sign: 1 | -1 = 1): Block => ({ positions: [position], sign });
  const sign = (): 1 | -1 => (draw.boolean() ? 1 : -1);
  const blocks = moved.some(hasTies) ? blocksOfTies(moved) : [];
  const together = Array.from({ length: blocks.length > 0 ? directionsOfTies : 0 }, () =>
    blocks.map((positions) => ({ positions, sign: sign() })),
  );
  if (total <= allCoordinatesUpTo)
    return [...Array.from({ length: total }, (_, position) => [coordinate(position)]), ...together];
  const everything = Array.from({ length: sampledDirections }, () =>
    Array.from({ length: total }, (_, position) => coordinate(position, sign())),
  );
  const single: Direction[] = [];
  let start = 0;
  for (const { data } of moved) {
    if (data.length === 0) continue;
    const chosen = new Set([draw.integer(0, data.length - 1), draw.integer(0, data.length - 1)]);
    for (const index of chosen) single.push([coordinate(start + index)]);
    start += data.length;
  }
  return [...everything, ...single, ...together];
}

function hasTies({ data }: Leaf): boolean {
  return new Set(data).size < data.length;
}

/** The positions of equal entries of an argument, for each value. */
function blocksOfTies(moved: readonly Leaf[]): number[][] {
  let position = 0;
  return moved.flatMap(({ data }) => {
    const blocks = new Map<number, number[]>();
    for (const entry of data) blocks.set(entry, [...(blocks.get(entry) ?? []), position++]);
    return [...blocks.values()];
  });
}
