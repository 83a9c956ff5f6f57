import { tensor, zeros, type Tensor } from "#tensor";
import type { EarlyStoppingOptions } from "#reference/08-optimisers/early-stopping.ts";

/** What the programs need of a student's file; the stub's test holds both stub and reference to it. */
export interface EarlyStoppingModule {
  readonly EarlyStopping: new (options?: EarlyStoppingOptions) => {
    readonly bestLoss: number;
    readonly bestEpoch: number;
    readonly bestParameters: readonly Tensor[];
    step(loss: number, parameters: readonly Tensor[]): boolean;
  };
}

/**
 * How many of the epochs with these losses are run, which of them was the best, and how many parameters are kept of it:
 * the first epoch has one, the second two, and so on.
 */
export function runEpochs(
  { EarlyStopping }: EarlyStoppingModule,
  losses: Tensor,
  options?: EarlyStoppingOptions,
): { epochs: number; bestEpoch: number; bestLoss: number; kept: number } {
  const stopper = new EarlyStopping(options);
  let epochs = 0;
  for (const loss of losses.data) {
    epochs += 1;
    if (
      stopper.step(
        loss,
        Array.from({ length: epochs }, () => tensor(loss)),
      )
    )
      break;
  }
  const { bestEpoch, bestLoss, bestParameters } = stopper;
  return { epochs, bestEpoch, bestLoss, kept: bestParameters.length };
}

/** The best of some parameters, a row of each tensor for every epoch, new tensors every time. */
export function bestOf(
  { EarlyStopping }: EarlyStoppingModule,
  losses: Tensor,
  weights: Tensor,
  biases: Tensor,
  options?: EarlyStoppingOptions,
): { weight: Tensor; bias: Tensor } {
  const stopper = new EarlyStopping(options);
  for (const [epoch, loss] of losses.data.entries()) {
    if (stopper.step(loss, [weights.slice(epoch), biases.slice(epoch)])) break;
  }
  const [weight, bias] = stopper.bestParameters;
  return { weight: weight!, bias: bias! };
}

/** The same for an optimiser that writes new values into the tensors that it has. */
export function bestInPlace(
  { EarlyStopping }: EarlyStoppingModule,
  losses: Tensor,
  weights: Tensor,
  biases: Tensor,
  options?: EarlyStoppingOptions,
): { weight: Tensor; bias: Tensor } {
  const stopper = new EarlyStopping(options);
  const parameters = [zeros(weights.shape.slice(1)), zeros(biases.shape.slice(1))] as const;
  for (const [epoch, loss] of losses.data.entries()) {
    parameters[0].data.set(weights.slice(epoch).data);
    parameters[1].data.set(biases.slice(epoch).data);
    if (stopper.step(loss, parameters)) break;
  }
  for (const { data } of parameters) data.fill(0);
  const [weight, bias] = stopper.bestParameters;
  return { weight: weight!, bias: bias! };
}

/**
 * Least squares with more features than examples, whose targets are noisy: what going back to the best weights saves
 * against those at which training stops, in validation loss, and how many of 400 epochs are run.
 */
export function fitNoisy(
  { EarlyStopping }: EarlyStoppingModule,
  input: Tensor,
  target: Tensor,
  validationInput: Tensor,
  validationTarget: Tensor,
): { saved: number; epochs: number } {
  const lossOf = (weight: Tensor): number =>
    validationInput.matmul(weight).sub(validationTarget).square().mean().item();
  const stopper = new EarlyStopping({ patience: 20 });
  let weight = zeros([input.shape[1]!]);
  let epochs = 0;
  for (let stops = false; !stops && epochs < 400; epochs++) {
    const errors = input.matmul(weight).sub(target);
    weight = weight.sub(errors.matmul(input).mul(0.03 / target.size));
    stops = stopper.step(lossOf(weight), [weight]);
  }
  return { saved: lossOf(weight) - lossOf(stopper.bestParameters[0]!), epochs };
}
