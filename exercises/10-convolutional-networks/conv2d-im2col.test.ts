import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/conv2d-im2col.ts")>(
  "10-convolutional-networks/conv2d-im2col",
  () => import("./conv2d-im2col.ts"),
);
