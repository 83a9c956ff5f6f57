import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/conv2d.ts")>(
  "10-convolutional-networks/conv2d",
  () => import("./conv2d.ts"),
);
