import { expect, test } from "vitest";
import type { Preview } from "#graders/result/result.ts";
import { vector } from "../samples/build.ts";
import { chartFor } from "./choose.ts";

/** Expected 0, 1, 2, …, with one more in some places. */
function part(
  shape: readonly number[],
  wrong: readonly number[] = [1],
): { name: string; expected: Preview; actual: Preview } {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Array.from({ length: count }, (_, index) => index);
  const preview = (entries: readonly (number | string)[]): Preview => ({ text: "", shape, values: entries });
  return {
    name: "",
    expected: preview(values),
    actual: { ...preview(values.map((value) => (wrong.includes(value) ? value + 1 : value))), wrong },
  };
}

const x = (entries: readonly (number | string)[], name = "x") => ({ name, value: vector(entries) });

test("a matrix, and the slices of a tensor, have a map where they are neither small nor too large to be seen", () => {
  for (const shape of [
    [3, 4],
    [2, 6],
    [16, 16],
    [3, 4, 5],
    [1, 2, 8, 12],
  ])
    expect(chartFor(part(shape))?.kind, `[${shape.join()}]`).toBe("map");
  for (const shape of [
    [2, 3],
    [1, 16],
    [2, 17],
    [1, 1, 1, 3, 4],
  ])
    expect(chartFor(part(shape)), `[${shape.join()}]`).toBeUndefined();
});

test("nothing has a chart where nothing differs, the shapes differ, or the document holds a part of it", () => {
  expect(chartFor(part([3, 4], []))).toBeUndefined();
  expect(chartFor({ ...part([3, 4]), expected: part([4, 3]).expected })).toBeUndefined();
  const whole = part([3, 4]);
  expect(chartFor({ ...whole, actual: { ...whole.actual, values: whole.actual.values!.slice(1) } })).toBeUndefined();
  expect(chartFor({ name: "", actual: part([3, 4]).actual })).toBeUndefined();
});

test("a map needs one difference that is a number", () => {
  const lost = part([3, 4], [0, 1]);
  const withNaN = (values: readonly (number | string)[]) => ({ ...lost, actual: { ...lost.actual, values } });
  expect(chartFor(withNaN(["NaN", "NaN", ...lost.actual.values!.slice(2)]))).toBeUndefined();
  expect(chartFor(withNaN(["NaN", 7, ...lost.actual.values!.slice(2)]))?.kind).toBe("map");
});

test("a vector has a curve over the one argument that is as long", () => {
  expect(chartFor(part([4]), [x([3, 1, 2, 0])])).toMatchObject({
    kind: "over argument",
    name: "x",
    argument: [3, 1, 2, 0],
  });
  const options = { name: "options", value: { text: "{ alpha: 1 }" } };
  expect(chartFor(part([4]), [x([3, 1, 2, 0]), options])?.kind).toBe("over argument");
});

test("a short vector has none beside two arguments, few different ones, one that gives two values, or one that is no number", () => {
  expect(chartFor(part([4]), [x([3, 1, 2, 0]), x([1, 1, 1, 1], "gradOutput")])).toBeUndefined();
  expect(chartFor(part([3]), [x([3, 1, 2])])).toBeUndefined();
  // 1 gives both 1 and 2.
  expect(chartFor(part([5]), [x([0, 1, 1, 2, 3])])).toBeUndefined();
  expect(chartFor(part([4]), [x([3, 1, 2, "Infinity"])])).toBeUndefined();
});

test("a longer vector has a curve over its steps", () => {
  expect(chartFor(part([12]))?.kind).toBe("over steps");
  expect(chartFor(part([12]), [x([1, 2])])?.kind).toBe("over steps");
  expect(chartFor(part([11]))).toBeUndefined();
});
