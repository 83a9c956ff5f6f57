import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/depthwise-separable.ts")>(
  "10-convolutional-networks/depthwise-separable",
  () => import("./depthwise-separable.ts"),
);
