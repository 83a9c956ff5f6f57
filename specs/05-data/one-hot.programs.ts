import type { Tensor } from "#tensor";
import type { OneHotOptions } from "#reference/05-data/one-hot.ts";

type Module = typeof import("#reference/05-data/one-hot.ts");

/** The labels, taken to one-hot rows and back. */
export function thereAndBack({ oneHot, classIds }: Module, labels: Tensor, options?: OneHotOptions): Tensor {
  return classIds(oneHot(labels, options));
}
