/** Slopes of φ(x) = Σ v · forward(x), all points of all directions in one message. */
import type { Call, Reply, Session, Value } from "#graders/execution/executor.ts";
import { rungs, slopeFrom, type Sample } from "./ladder.ts";
import { leavesOf, withLeaf, type Leaf } from "./leaves.ts";
import type { Measurement } from "./settle.ts";

export type Values = { readonly [argument: string]: unknown };

/** Coordinates of all moved arguments are numbered end to end. Those of a block are never parted, so a tie among them stays. */
export interface Block {
  readonly positions: readonly number[];
  readonly sign: 1 | -1;
}

/** Blocks that move at once. */
export type Direction = readonly Block[];

export interface Broken {
  readonly broken: { readonly call: Call; readonly reply: Exclude<Reply, { status: "returned" }> };
}

export interface Measured {
  /** For each request, a measurement at each of its steps. */
  readonly measurements: readonly (readonly Measurement[])[];
  /** Size of the terms of φ at x. */
  readonly size: number;
  /** Largest input times largest weight: what rounding inside the function can be measured by. */
  readonly inputs: number;
}

/** What is differentiated: a call, where, with respect to what, and the weights v of its output. */
export interface Setting {
  readonly forward: Session;
  readonly call: (point: Values) => Call;
  readonly values: Values;
  readonly moved: readonly Leaf[];
  readonly cotangent: Value;
}

/** A direction with the steps at which its slope is measured. */
export interface Request {
  readonly direction: Direction;
  readonly steps: readonly number[];
}

export async function measure(setting: Setting, requests: readonly Request[]): Promise<Measured | Broken> {
  const { forward, call, values, moved } = setting;
  const points = requests.flatMap(({ direction, steps }) =>
    steps.flatMap((step) => rungs.map((rung) => shifted(setting, direction, rung * step))),
  );
  const calls = [values, ...points].map(call);
  const replies = await forward.call(calls);
  const weights = leavesOf(setting.cotangent);
  const samples: Sample[] = [];
  for (const [index, reply] of replies.entries()) {
    // Leaving the domain is no fault of the code: such a slope is unusable.
    if (reply.status === "threw" && index > 0) samples.push({ value: NaN, size: NaN });
    else if (reply.status !== "returned") return { broken: { call: calls[index]!, reply } };
    else samples.push(weigh(reply.value, weights));
  }
  const [center, ...around] = samples as [Sample, ...Sample[]];
  let next = 0;
  const measurements = requests.map(({ steps }) =>
    steps.map((step) => ({ step, slope: slopeFrom(center, around.slice(next, (next += rungs.length)), step) })),
  );
  return { measurements, size: center.size, inputs: largest(moved) * largest(weights) };
}

/** The argument that a coordinate belongs to, and its place there. */
export function locate(leaves: readonly Leaf[], position: number): { leaf: Leaf; index: number } {
  let index = position;
  for (const leaf of leaves) {
    if (index < leaf.data.length) return { leaf, index };
    index -= leaf.data.length;
  }
  throw new RangeError(`locate: position is ${position}, expected less than the number of coordinates.`);
}

function largest(leaves: readonly Leaf[]): number {
  return leaves.reduce((most, { data }) => data.reduce((size, entry) => Math.max(size, Math.abs(entry)), most), 0);
}

function shifted({ values, moved }: Setting, direction: Direction, distance: number): Values {
  const copies = new Map<Leaf, Float64Array>();
  for (const { positions, sign } of direction) {
    for (const position of positions) {
      const { leaf, index } = locate(moved, position);
      const copy = copies.get(leaf) ?? Float64Array.from(leaf.data);
      copy[index]! += sign * distance;
      copies.set(leaf, copy);
    }
  }
  return [...copies].reduce<Values>((point, [leaf, data]) => withLeaf(point, leaf.path, data) as Values, values);
}

function weigh(output: Value, weights: readonly Leaf[]): Sample {
  let value = 0;
  let size = 0;
  let next = 0;
  const terms = new Float64Array(weights.reduce((sum, { data }) => sum + data.length, 0));
  const leaves = leavesOf(output);
  for (const [index, { data }] of weights.entries()) {
    const entries = leaves[index]?.data;
    // The shape of the output must not depend on where the inputs are.
    if (entries?.length !== data.length) return { value: NaN, size: NaN };
    for (let entry = 0; entry < entries.length; entry++) {
      const term = data[entry]! * entries[entry]!;
      terms[next++] = term;
      value += term;
      size += Math.abs(term);
    }
  }
  return { value, size, terms };
}
