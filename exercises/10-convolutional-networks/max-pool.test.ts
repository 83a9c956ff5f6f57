import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/max-pool.ts")>(
  "10-convolutional-networks/max-pool",
  () => import("./max-pool.ts"),
);
