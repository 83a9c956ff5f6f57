/** Reads products of matrices, and layers made of one, from any library: `A · B + bias`, then an activation. */
import type { Tensor } from "#tensor";
import { attribute, findInput, input, inputAt, operationOf, type PublishedCase } from "../published-case.ts";

export interface MatrixProduct {
  /** `[N, D]`, or `[D]`. */
  readonly left: Tensor;
  /** `[D, H]`, or `[D]`. */
  readonly right: Tensor;
  readonly bias?: Tensor;
  readonly activation: string;
  /** Whether the library's own arrays are the transposes. */
  readonly transposed: { readonly left: boolean; readonly right: boolean };
}

export const productOperations: ReadonlySet<string> = new Set([
  "Gemm",
  "MatMul",
  "Linear_no_bias",
  "matMul",
  "fusedMatMul",
  "dot",
  "tfl.dot",
  "layer.Dense",
  "layers.Dense",
]);

export function readProduct(item: PublishedCase): MatrixProduct {
  const operation = operationOf(item);
  const flag = (...names: readonly string[]): boolean => names.some((name) => Boolean(item.attributes[name]));
  // PyTorch's linear layer without bias is exported as a transposition and a product.
  const transposed = {
    left: flag("transA", "transposeA"),
    right: flag("transB", "transposeB") || operation === "Linear_no_bias",
  };
  const isLayer = operation.endsWith("Dense");
  const [first, second] = [inputAt(item, 0)!, isLayer ? input(item, "kernel") : inputAt(item, 1)!];
  const left = (transposed.left ? first.T : first).mul(attribute(item, "alpha", 1));
  const right = transposed.right ? second.T : second;
  const given = operation === "Gemm" ? inputAt(item, 2) : findInput(item, "bias");
  const bias = given?.mul(attribute(item, "beta", 1));
  return { left, right, ...(bias ? { bias } : {}), activation: attribute(item, "activation", "linear"), transposed };
}
