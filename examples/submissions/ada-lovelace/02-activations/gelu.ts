import type { Tensor } from "#tensor";

export interface GeluOptions {
  readonly approximate?: "none" | "tanh";
}

export function gelu(x: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor {
  return x.mul(forms[approximate].chance(x));
}

/** (x Φ)' = Φ + x Φ' */
export function geluBackward(x: Tensor, gradOutput: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor {
  const { chance, density } = forms[approximate];
  return chance(x).add(x.mul(density(x))).mul(gradOutput);
}

interface Form {
  /** Φ or what stands for it */
  chance: (x: Tensor) => Tensor;
  /** its derivative */
  density: (x: Tensor) => Tensor;
}

const c = Math.sqrt(2 / Math.PI);
const u = (x: Tensor): Tensor => x.mul(x.square().mul(0.044715).add(1)).mul(c);
const du = (x: Tensor): Tensor => x.square().mul(3 * 0.044715).add(1).mul(c);

const forms: Record<"none" | "tanh", Form> = {
  none: {
    chance: (x) => x.map((value) => normalCdf(value)),
    density: (x) => x.square().div(-2).exp().mul(c / 2),
  },
  tanh: {
    chance: (x) => u(x).tanh().add(1).div(2),
    density: (x) => u(x).tanh().square().sub(1).div(-2).mul(du(x)),
  },
};

function normalCdf(x: number): number {
  const tail = erfcPositive(Math.abs(x) / Math.SQRT2) / 2;
  return x < 0 ? tail : 1 - tail;
}

/** erfc for z ≥ 0 by a Chebyshev series (Numerical Recipes, 3rd edition, section 6.2.2), summed by Clenshaw's rule. */
function erfcPositive(z: number): number {
  const t = 2 / (2 + z);
  const y = 4 * t - 2;
  let [d, dd] = [0, 0];
  for (const coefficient of chebyshev.slice(1).reverse()) [d, dd] = [y * d - dd + coefficient, d];
  return t * Math.exp(-z * z + (chebyshev[0]! + y * d) / 2 - dd);
}

const chebyshev = [
  -1.3026537197817094, 6.4196979235649026e-1, 1.9476473204185836e-2, -9.561514786808631e-3, -9.46595344482036e-4,
  3.66839497852761e-4, 4.2523324806907e-5, -2.0278578112534e-5, -1.624290004647e-6, 1.30365583558e-6, 1.5626441722e-8,
  -8.5238095915e-8, 6.529054439e-9, 5.059343495e-9, -9.91364156e-10, -2.27365122e-10, 9.6467911e-11, 2.394038e-12,
  -6.886027e-12, 8.94487e-13, 3.13092e-13, -1.12708e-13, 3.81e-16, 7.106e-15, -1.523e-15, -9.4e-17, 1.21e-16, -2.8e-17,
];
