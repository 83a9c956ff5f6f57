import type { Tensor } from "#tensor";

type Module = typeof import("#reference/05-data/standardise.ts");

/** The training part, standardised beside a validation and a test part that both are `others`. */
export function trainBeside({ standardiseParts }: Module, train: Tensor, others: Tensor): Tensor {
  return standardiseParts({ train, validation: others, test: others }).train;
}

/** The test part, standardised after training; the training part is the validation part, too. */
export function testAfter({ standardiseParts }: Module, train: Tensor, test: Tensor): Tensor {
  return standardiseParts({ train, validation: train, test }).test;
}
