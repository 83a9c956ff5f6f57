import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/transposed-conv2d.ts")>(
  "10-convolutional-networks/transposed-conv2d",
  () => import("./transposed-conv2d.ts"),
);
