/**
 * ONNX Runtime as an oracle: models of a few nodes, run in float32 by its WebAssembly build. It has no gradients.
 *
 * Tolerance: as for TensorFlow.js, some hundred roundings of 2⁻²⁴, relative to the largest entry.
 */
import * as ort from "onnxruntime-web";
import { expect } from "vitest";
import { Draw } from "#graders/inputs/draw.ts";
import { Tensor } from "#tensor";
import { encodeModel, type Attribute, type Node } from "./model.ts";

ort.env.logLevel = "error";
ort.env.wasm.numThreads = 1;

export const draws = [1, 2, 3].map((seed) => ({ seed, draw: (): Draw => new Draw(seed) }));

/** Inputs of a model by name. Entries are float32 unless marked. */
export type Feed = { readonly [name: string]: Tensor | { readonly int64: Tensor } | { readonly bool: Tensor } };

const opset = 24;

/** Runs nodes on inputs and gives the named outputs. */
export async function runModel(nodes: readonly Node[], feed: Feed, outputs: readonly string[]): Promise<Tensor[]> {
  const entries = Object.entries(feed).map(([name, value]) => ({ name, ...typed(value) }));
  const inputs = entries.map(({ name, type, tensor }) => ({ name, type, shape: tensor.shape }));
  const session = await ort.InferenceSession.create(encodeModel(nodes, inputs, outputs, opset));
  const results = await session.run(
    Object.fromEntries(entries.map(({ name, type, tensor }) => [name, toOrt(type, tensor)])),
  );
  await session.release();
  return outputs.map((name) => {
    const { data, dims } = results[name]!;
    return new Tensor(Float64Array.from(data as Float32Array), dims);
  });
}

/** Runs one node whose inputs are the feed in its order, and gives its first output. */
export async function runNode(
  op: string,
  feed: Feed,
  attributes: { readonly [name: string]: Attribute } = {},
): Promise<Tensor> {
  const [result] = await runModel([{ op, inputs: Object.keys(feed), outputs: ["Y"], attributes }], feed, ["Y"]);
  return result!;
}

const tolerance = 2e-5;

export function expectAgreement(what: string, actual: Tensor, expected: Tensor): void {
  expect(actual.shape, `${what}: shape`).toEqual(expected.shape);
  const scale = Math.max(...expected.data.map(Math.abs), 0.1);
  for (let index = 0; index < expected.size; index++) {
    const difference = Math.abs(actual.data[index]! - expected.data[index]!);
    const text = `${what}: entry ${index} is ${actual.data[index]}, ONNX Runtime says ${expected.data[index]}`;
    expect(difference <= tolerance * scale, text).toBe(true);
  }
}

function typed(value: Feed[string]): { type: "float32" | "int64" | "bool"; tensor: Tensor } {
  if (value instanceof Tensor) return { type: "float32", tensor: value };
  return "int64" in value ? { type: "int64", tensor: value.int64 } : { type: "bool", tensor: value.bool };
}

function toOrt(type: "float32" | "int64" | "bool", { data, shape }: Tensor): ort.Tensor {
  if (type === "int64") return new ort.Tensor("int64", BigInt64Array.from(data, BigInt), shape);
  if (type === "bool") return new ort.Tensor("bool", Uint8Array.from(data), shape);
  return new ort.Tensor("float32", Float32Array.from(data), shape);
}
