import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/dense-block.ts")>(
  "10-convolutional-networks/dense-block",
  () => import("./dense-block.ts"),
);
