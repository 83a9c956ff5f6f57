// The tensor library, imported as "#tensor": a small float64 n-d array with the rules of NumPy.

export { concatenate, stack, where } from "./combine.ts";
export { arange, eye, full, ones, tensor, zeros } from "./create.ts";
export { NotStarted, ShapeError } from "./errors.ts";
export { type NestedNumbers } from "./nested.ts";
export { Random } from "./random.ts";
export { type Axes, broadcastShapes, type Shape } from "./shape.ts";
export { Tensor } from "./tensor.ts";
