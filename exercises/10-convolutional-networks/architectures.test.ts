import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/architectures.ts")>(
  "10-convolutional-networks/architectures",
  () => import("./architectures.ts"),
);
