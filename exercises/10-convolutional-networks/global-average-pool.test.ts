import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/global-average-pool.ts")>(
  "10-convolutional-networks/global-average-pool",
  () => import("./global-average-pool.ts"),
);
