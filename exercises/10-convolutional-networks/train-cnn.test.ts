import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/train-cnn.ts")>(
  "10-convolutional-networks/train-cnn",
  () => import("./train-cnn.ts"),
);
