/** Holds gradients against measured slopes, and names the coordinates at fault. */
import type { Draw } from "#graders/inputs/draw.ts";
import { judgeSlope, type Judgement, type Slope } from "./ladder.ts";
import type { Leaf } from "./leaves.ts";
import { locate, slopesAlong, type Broken, type Direction, type Setting } from "./slopes.ts";

export interface WrongSlope {
  readonly leaf: Leaf;
  readonly index: number;
  readonly analytic: number;
  readonly measured: number;
}

const allCoordinatesUpTo = 32;
const sampledDirections = 12;
const shownCoordinates = 5;

/** @param gradients - one for each moved argument, in the same order. */
export async function judgeGradients(
  setting: Setting,
  gradients: readonly Leaf[],
  draw: Draw,
): Promise<"pass" | "inconclusive" | { readonly wrong: readonly WrongSlope[] } | Broken> {
  const { moved } = setting;
  const directions = directionsFor(moved, draw);
  const measured = await slopesAlong(setting, directions);
  if ("broken" in measured) return measured;
  const analyticAt = (position: number): number => {
    const { leaf, index } = locate(moved, position);
    return gradients[moved.indexOf(leaf)]!.data[index]!;
  };
  // Where the output doesn't move at all, its own size says how small a slope can be seen.
  const scale = Math.max(
    1e-6 * measured.size,
    ...measured.slopes.map(({ derivative }) => Math.abs(derivative)).filter(Number.isFinite),
  );
  const judge = (direction: Direction, slope: Slope): Judgement => {
    const analytic = [...direction].reduce((sum, [position, sign]) => sum + sign * analyticAt(position), 0);
    return judgeSlope(analytic, slope, scale);
  };
  const judgements = directions.map((direction, index) => judge(direction, measured.slopes[index]!));
  const wrong = new Map<number, WrongSlope>();
  for (const [index, direction] of directions.entries()) {
    if (judgements[index] !== "fail" || wrong.size >= shownCoordinates) continue;
    const culprit = await culpritOf(setting, direction, measured.slopes[index]!, judge);
    if (culprit)
      wrong.set(culprit.position, {
        ...locate(moved, culprit.position),
        analytic: analyticAt(culprit.position),
        measured: culprit.slope,
      });
  }
  if (wrong.size > 0) return { wrong: [...wrong.values()] };
  // A direction whose parts all pass was a false alarm of its own coarser step.
  return judgements.every((judgement) => judgement === "pass") ? "pass" : "inconclusive";
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

/** Follows the half that fails until one coordinate is left. */
async function culpritOf(
  setting: Setting,
  direction: Direction,
  slope: Slope,
  judge: (direction: Direction, slope: Slope) => Judgement,
): Promise<{ position: number; slope: number } | undefined> {
  let suspects: Direction = direction;
  let found = slope;
  while (suspects.size > 1) {
    const entries = [...suspects];
    const middle = Math.ceil(entries.length / 2);
    const halves: Direction[] = [new Map(entries.slice(0, middle)), new Map(entries.slice(middle))];
    const measured = await slopesAlong(setting, halves);
    if ("broken" in measured) return undefined;
    const failing = halves.findIndex((half, index) => judge(half, measured.slopes[index]!) === "fail");
    if (failing === -1) return undefined;
    suspects = halves[failing]!;
    found = measured.slopes[failing]!;
  }
  const [position, sign] = [...suspects][0]!;
  return { position, slope: sign * found.derivative };
}
