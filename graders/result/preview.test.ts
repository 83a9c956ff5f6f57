import { expect, test } from "vitest";
import { Tensor, tensor, zeros } from "#tensor";
import type { Value } from "#graders/execution/executor.ts";
import { preview } from "./preview.ts";

test("a tensor and a number keep their entries in full, the text nine digits", () => {
  expect(preview(tensor([1 / 3, -0]))).toEqual({
    text: "tensor([0.333333333, -0])",
    shape: [2],
    values: [1 / 3, "-0"],
  });
  expect(preview(NaN)).toEqual({ text: "NaN", shape: [], values: ["NaN"] });
});

test("of a long tensor the first 256 entries are kept", () => {
  expect(preview(zeros([300])).values).toHaveLength(256);
});

test("a record and a list of tensors have their parts by name, a list of numbers does not", () => {
  expect(preview({ loss: 2, grads: [tensor([1])] }).fields).toEqual([
    { name: ".loss", value: { text: "2", shape: [], values: [2] } },
    {
      name: ".grads",
      value: {
        text: "[tensor([1])]",
        fields: [{ name: "[0]", value: { text: "tensor([1])", shape: [1], values: [1] } }],
      },
    },
  ]);
  expect(preview([1, 2])).toEqual({ text: "[1, 2]" });
});

test("wrong entries are marked on the part that they belong to, as far as its entries are kept", () => {
  const { fields } = preview({ a: zeros([300]), b: tensor([1]) }, [{ at: ".a", entries: [3, 299] }]);
  expect(fields!.map(({ value }) => value.wrong)).toEqual([[3], undefined]);
  expect(preview(tensor([1]), [{ at: "", entries: [] }]).wrong).toEqual([]);
});

test.each([[[2 ** 32 - 1, 0]], [[2 ** 32 - 1, 2 ** 32 - 1, 0]], [[3, 0, 2 ** 32 - 1]]])(
  "a tensor of no entries and of shape %j is written within bounds",
  (shape) => {
    const { text, values } = preview(new Tensor([], shape));
    expect(values).toEqual([]);
    expect(text.length).toBeLessThan(400);
  },
);

test("records inside records, wide or deep, are cut as long texts are", () => {
  const bush = (levels: number): Value =>
    levels === 0 ? 1 : Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`f${index}`, bush(levels - 1)]));
  expect(JSON.stringify(preview(bush(5))).length).toBeLessThan(100_000);
  let chain: Value = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, index]));
  for (let level = 0; level < 60; level++) chain = { a: chain };
  expect(JSON.stringify(preview(chain)).length).toBeLessThan(20_000);
  expect(preview(chain).text).toMatch(/^(?:\{ a: ){60}\{ k0: 0, k1: 1, .*…$/);
});

test("a part with an endless name is shown in the text alone", () => {
  const shown = preview({ ["x".repeat(100_000)]: 1 });
  expect(shown.fields).toBeUndefined();
  expect(shown.text.length).toBeLessThan(1300);
});
