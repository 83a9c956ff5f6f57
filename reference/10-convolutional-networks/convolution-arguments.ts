/** What the convolutions of the unit refuse. How often a kernel stops, and whether it fits, is up to outputSize. */
import { ShapeError, type Tensor } from "#tensor";

/** Refuses images, kernels, biases and groups that do not go together. */
export function checkConvolution(caller: string, input: Tensor, weight: Tensor, bias: Tensor, groups: number): void {
  checkGroups(caller, groups);
  checkFourAxes(caller, "input", input, "[N, C, H, W]");
  checkFourAxes(caller, "weight", weight, "[O, C / groups, KH, KW]");
  const [outputs, channels] = weight.shape as [number, number];
  if (outputs % groups !== 0) {
    throw new ShapeError(`${caller}: weight has ${outputs} kernels, expected a multiple of options.groups, ${groups}.`);
  }
  if (input.shape[1] !== channels * groups) {
    throw new ShapeError(
      `${caller}: input has ${input.shape[1]} channels, expected ${channels * groups}: ` +
        `weight takes ${channels} in each of ${groups} groups.`,
    );
  }
  checkBias(caller, bias, outputs);
}

/** The same for a transposed convolution, whose weight is [C, O / groups, KH, KW]. */
export function checkTransposedConvolution(
  caller: string,
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  groups: number,
): void {
  checkGroups(caller, groups);
  checkFourAxes(caller, "input", input, "[N, C, H, W]");
  checkFourAxes(caller, "weight", weight, "[C, O / groups, KH, KW]");
  const [channels, outputs] = weight.shape as [number, number];
  if (channels % groups !== 0) {
    throw new ShapeError(
      `${caller}: weight has ${channels} kernels, expected a multiple of options.groups, ${groups}.`,
    );
  }
  if (input.shape[1] !== channels) {
    throw new ShapeError(
      `${caller}: input has ${input.shape[1]} channels, expected ${channels}, as many as weight has kernels.`,
    );
  }
  checkBias(caller, bias, outputs * groups);
}

function checkGroups(caller: string, groups: number): void {
  if (Number.isInteger(groups) && groups >= 1) return;
  throw new RangeError(`${caller}: options.groups is ${groups}, expected an integer, at least 1.`);
}

/** @param axes - what the four axes are, as in `[N, C, H, W]`. */
function checkFourAxes(caller: string, name: string, { shape }: Tensor, axes: string): void {
  if (shape.length === 4) return;
  throw new ShapeError(`${caller}: ${name} is [${shape.join(", ")}], expected four axes, ${axes}.`);
}

function checkBias(caller: string, bias: Tensor, outputs: number): void {
  if (bias.rank === 1 && bias.size === outputs) return;
  throw new ShapeError(
    `${caller}: bias is [${bias.shape.join(", ")}], expected [${outputs}], one for each output channel.`,
  );
}
