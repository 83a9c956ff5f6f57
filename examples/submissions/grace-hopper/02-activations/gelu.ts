import type { Tensor } from "#tensor";
import { each, eachPair } from "../lib/buffers.ts";

export interface GeluOptions {
  readonly approximate?: "none" | "tanh";
}

const rootTwoOverPi = Math.sqrt(2 / Math.PI);

function density(v: number): number {
  return Math.exp((-v * v) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Distribution function of the standard normal: 1/2 + density(v) (v + v^3/3 + v^5/(3 5) + v^7/(3 5 7) + ...)
 * Marsaglia, Evaluating the normal distribution, J. Stat. Software 11 (2004).
 */
function distribution(v: number): number {
  if (v > 9) return 1;
  if (v < -9) return 0;
  let term = v;
  let sum = v;
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (v * v) / odd;
    sum += term;
  }
  return 0.5 + sum * density(v);
}

/** [factor of v, derivative of that factor] */
function factor(v: number, tanhForm: boolean): [number, number] {
  if (!tanhForm) return [distribution(v), density(v)];
  const t = Math.tanh(rootTwoOverPi * (v + 0.044715 * v * v * v));
  return [(1 + t) / 2, ((1 - t * t) / 2) * rootTwoOverPi * (1 + 3 * 0.044715 * v * v)];
}

export function gelu(x: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor {
  return each(x, (v) => v * factor(v, approximate === "tanh")[0]);
}

export function geluBackward(x: Tensor, gradOutput: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor {
  return eachPair(x, gradOutput, (v, g) => {
    const [f, df] = factor(v, approximate === "tanh");
    return g * (f + v * df);
  });
}
