import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/residual-block.ts")>(
  "10-convolutional-networks/residual-block",
  () => import("./residual-block.ts"),
);
