/** What the published rules have in common: two points around each coordinate. */
import type { Flat } from "./rule.ts";

/** The points with coordinate `index` of argument `argument` moved up and down by `step`. */
export function around(point: Flat["point"], argument: number, index: number, step: number): Float64Array[][] {
  return [step, -step].map((move) =>
    point.map((entries, place) => {
      if (place !== argument) return entries;
      const copy = Float64Array.from(entries);
      copy[index]! += move;
      return copy;
    }),
  );
}

/** Central differences of every entry of the output by every coordinate: rows are coordinates, arguments end to end. */
export async function jacobian(flat: Flat, step: number): Promise<Float64Array[]> {
  const points = flat.point.flatMap((entries, argument) =>
    Array.from(entries, (_, index) => around(flat.point, argument, index, step)).flat(),
  );
  const outputs = await flat.outputs(points);
  return Array.from({ length: outputs.length / 2 }, (_, row) => {
    const [up, down] = [outputs[2 * row]!, outputs[2 * row + 1]!];
    return up.map((entry, column) => (entry - down[column]!) / (2 * step));
  });
}

/** Central differences of cotangent · output by every coordinate, arguments end to end. */
export async function slopes(flat: Flat, cotangent: Float64Array, step: number): Promise<Float64Array> {
  const rows = await jacobian(flat, step);
  return Float64Array.from(rows, (row) => dot(row, cotangent));
}

export function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, entry, index) => sum + entry * b[index]!, 0);
}

export function flat(parts: readonly Float64Array[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => [...part]));
}
