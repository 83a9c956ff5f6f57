/**
 * All indices of a shape, in row-major order. The tests build their expectations from it, one element at a time.
 *
 * @example everyIndex([2, 2]) // => [[0, 0], [0, 1], [1, 0], [1, 1]]
 */
export function everyIndex(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (prefixes, size) => prefixes.flatMap((prefix) => Array.from({ length: size }, (_, i) => [...prefix, i])),
    [[]],
  );
}
