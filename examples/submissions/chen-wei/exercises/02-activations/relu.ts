import { Tensor, zeros } from "#tensor";

export const relu = (x: Tensor): Tensor => x.maximum(zeros([]));

export const reluBackward = (x: Tensor, gradOutput: Tensor): Tensor => x.greater(0).mul(gradOutput);
