import type { Tensor } from "#tensor";
export const sigmoid = (x: Tensor): Tensor => x.neg().exp().add(1).pow(-1);
export const sigmoidBackward = (x: Tensor, g: Tensor): Tensor => sigmoid(x).mul(sigmoid(x.neg())).mul(g);
