import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/transfer-learning.ts")>(
  "10-convolutional-networks/transfer-learning",
  () => import("./transfer-learning.ts"),
);
