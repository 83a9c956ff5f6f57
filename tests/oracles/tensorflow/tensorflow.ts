/**
 * TensorFlow.js as an oracle: its plain JavaScript backend, in float32, with its own reverse mode.
 *
 * Tolerance: inputs are exact in float32, so what differs is TensorFlow's rounding, 2⁻²⁴ of the largest term at each
 * operation. A result of a few hundred operations is off by some 1e-5 of the largest entry at worst; a mistake in a
 * formula by far more.
 */
import type { Tensor as TfTensor } from "@tensorflow/tfjs";
import { expect } from "vitest";
import { Draw } from "#graders/inputs/draw.ts";
import { Tensor } from "#tensor";

export type { TfTensor };
export type TensorFlow = typeof import("@tensorflow/tfjs");

/** Loaded once, without the banner. */
export async function loadTensorFlow(): Promise<TensorFlow> {
  const tf = await import("@tensorflow/tfjs");
  tf.env().set("PROD", true);
  await tf.setBackend("cpu");
  return tf;
}

/** The seeds under which a test draws its inputs; enough for sizes and optional arguments to vary. */
export const draws = [1, 2, 3].map((seed) => ({ seed, draw: (): Draw => new Draw(seed) }));

const tolerance = 2e-5;

/** Where terms cancel to 0, rounding is that of the terms, and drawn inputs make terms of about this size or more. */
const smallestScale = 0.1;

/**
 * Fails where an entry differs, and says where: `gradInput (seed 2): entry 3 is …`.
 *
 * @param terms - the size of what was summed, where it is larger than every sum.
 */
export function expectAgreement(what: string, actual: Tensor, expected: TfTensor, terms = smallestScale): void {
  const wanted = expected.dataSync();
  expect(actual.shape, `${what}: shape`).toEqual(expected.shape);
  const scale = Math.max(...wanted.map(Math.abs), terms);
  for (let index = 0; index < wanted.length; index++) {
    const difference = Math.abs(actual.data[index]! - wanted[index]!);
    const text = `${what}: entry ${index} is ${actual.data[index]}, TensorFlow.js says ${wanted[index]}`;
    expect(difference <= tolerance * scale, text).toBe(true);
  }
}

/** A function of TensorFlow.js tensors at a point, and its gradients for dL/dy. */
export function differentiate(
  tf: TensorFlow,
  f: (...inputs: TfTensor[]) => TfTensor,
  inputs: readonly Tensor[],
  gradOutput: Tensor,
): { readonly value: TfTensor; readonly gradients: TfTensor[] } {
  const given = inputs.map((input) => toTf(tf, input));
  return { value: f(...given), gradients: tf.grads(f)(given, toTf(tf, gradOutput)) };
}

export function toTf(tf: TensorFlow, { data, shape }: Tensor): TfTensor {
  return tf.tensor(Float32Array.from(data), [...shape]);
}
