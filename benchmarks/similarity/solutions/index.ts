/** The exercises that were written in many ways. */
import { adam } from "./adam.ts";
import { conv2d } from "./conv2d.ts";
import { layerNorm } from "./layer-norm.ts";
import { multiHeadAttention } from "./multi-head-attention.ts";
import type { Solutions } from "./solutions.ts";

export const solutionsOf: Readonly<Record<string, Solutions>> = {
  "08-optimisers/adam": adam,
  "09-initialisation-and-regularisation/layer-norm": layerNorm,
  "10-convolutional-networks/conv2d": conv2d,
  "12-transformers/multi-head-attention": multiHeadAttention,
};
