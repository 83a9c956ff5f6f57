import { Random, type Tensor } from "#tensor";
import { PlainDevice } from "#gpu";
import { train as trainOn, type MlpParameters, type TrainOptions } from "#reference/16-gpu-kernels/mlp-on-gpu.ts";
import { unit } from "./rounding.ts";

type Launched = Parameters<PlainDevice["launch"]>;
type Values = { readonly [name in keyof MlpParameters]: Tensor };

/** A device that rounds the result of each kernel up or down by chance, by as much as its sums may be off. */
class ShakingDevice extends PlainDevice {
  readonly #random: Random;
  readonly #size: number;

  constructor(random: Random, size: number) {
    super();
    this.#random = random;
    this.#size = size;
  }

  override launch(...launched: Launched): ReturnType<PlainDevice["launch"]> {
    const exact = this.read(super.launch(...launched));
    const shaken = exact.map((entry) => entry * (1 + this.#size * (this.#random.number() < 0.5 ? -1 : 1)));
    return this.place(shaken.data, shaken.shape);
  }
}

interface Outcome {
  readonly parameters: Values;
  readonly loss: Tensor;
}

const runs = 3;
/** A kernel's sums round several times, and errors of one sign may meet. */
const shaking = 8 * unit;
const safety = 20;

/**
 * What rounding does to a training can't be followed by hand: each step carries on the errors of all before. So it is measured, in the manner
 * of Vignes, Discrete Stochastic Arithmetic for Validating Results of Numerical Software (2004): the reference trains again, the result of
 * each kernel pushed up or down by chance, and what comes out spreads as far as rounding carries it. What is further off than many times that
 * spread is no rounding.
 */
export function train(parameters: Values, x: Tensor, y: Tensor, options: TrainOptions = {}): Outcome {
  const trained = (device: PlainDevice): Outcome => {
    const placed = Object.fromEntries(
      Object.entries(parameters).map(([name, values]) => [name, device.upload(values)]),
    ) as unknown as MlpParameters;
    const result = trainOn(device, placed, device.upload(x), device.upload(y), options);
    const read = Object.entries(result.parameters).map(([name, values]) => [name, device.read(values)]);
    return { parameters: Object.fromEntries(read) as Values, loss: device.read(result.loss) };
  };
  const right = trained(new PlainDevice());
  const others = Array.from({ length: runs }, (_, run) => trained(new ShakingDevice(new Random(run), shaking)));
  const spread = (of: (outcome: Outcome) => Tensor): Tensor => {
    const widest = others.map((other) => of(other).sub(of(right)).abs()).reduce((a, b) => a.maximum(b));
    // Where no run happened to move an entry, the largest move of its neighbours stands in.
    return widest.maximum(widest.max()).add(of(right).abs().mul(unit)).mul(safety);
  };
  const names = Object.keys(parameters) as (keyof Values)[];
  return {
    parameters: Object.fromEntries(
      names.map((name) => [name, spread((outcome) => outcome.parameters[name])]),
    ) as unknown as Values,
    loss: spread((outcome) => outcome.loss),
  };
}
