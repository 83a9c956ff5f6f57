import type { Tensor } from "#tensor";

export const relu = (x: Tensor): Tensor => x.maximum(0); // np.maximum(x, 0)

export const reluBackward = (x: Tensor, gradOutput: Tensor): Tensor => x.greater(0).mul(gradOutput); // (x > 0) * g
