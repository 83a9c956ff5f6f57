import { expect, test } from "vitest";
import { tensor, zeros } from "#tensor";
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
