import type { Tensor } from "#tensor";
import type { ElasticNetOptions } from "#reference/03-losses/penalties.ts";

type Module = typeof import("#reference/03-losses/penalties.ts");

/** One of the three penalties, so that one check can ask all of them for the same. */
export function penaltyBy(
  module: Module,
  name: "l1Penalty" | "l2Penalty" | "elasticNet",
  weights: Tensor,
  options?: ElasticNetOptions,
): Tensor {
  return module[name](weights, options);
}
