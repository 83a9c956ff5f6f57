import type { Tensor } from "#tensor";
export const tanh = (x: Tensor): Tensor => x.tanh();
export const tanhBackward = (x: Tensor, g: Tensor): Tensor => x.tanh().square().neg().add(1).mul(g);
