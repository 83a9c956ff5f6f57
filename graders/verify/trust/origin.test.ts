import { expect, test } from "vitest";
import { countOrigins, originOf } from "./origin.ts";

test.each([
  ["PyTorch 2.15.0 nn.functional.conv1d, shape of the output", "PyTorch"],
  ["torch 2.15.0 autograd, float64", "PyTorch"],
  ["Keras 3.15.1 layers.LSTM on JAX 0.10.2, float64", "TensorFlow"],
  ["jax 0.10.2 nn.sigmoid(1.5)", "JAX"],
  ["Hugging Face tokenizers 0.23.3, models.WordPiece", "other libraries"],
  ["LeCun et al. (1998), figure 2: 28 × 28 maps from 32 × 32 pixels, kernels 5 × 5", "published"],
  ["truth table", "by hand"],
  ["x + x", "by hand"],
])("%s: %s", (source, origin) => {
  expect(originOf({ source })).toBe(origin);
});

test("what a sentence names first counts: a definition that a library shares is a definition", () => {
  expect(originOf({ source: "definition; NaN stays NaN as in PyTorch and NumPy" })).toBe("by hand");
});

test("a case that must be refused is counted as that, whoever else refuses it", () => {
  const refused = { source: "the @throws lines; scikit-learn refuses it too", throws: "labels are integers" };
  expect(originOf(refused)).toBe("refusal");
  expect(countOrigins([refused, { source: "definition" }, refused, { source: "NumPy 2.4.6, a @ b" }])).toEqual({
    "NumPy and SciPy": 1,
    "by hand": 1,
    refusal: 2,
  });
});
