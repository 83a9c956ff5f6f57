import type { Tensor } from "#tensor";

// same as 1 / (1 + np.exp(-x))
export const sigmoid = (x: Tensor): Tensor => x.neg().exp().add(1).pow(-1);

export const sigmoidBackward = (x: Tensor, gradOutput: Tensor): Tensor => sigmoid(x).mul(sigmoid(x.neg())).mul(gradOutput);
