import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/average-pool.ts")>(
  "10-convolutional-networks/average-pool",
  () => import("./average-pool.ts"),
);
