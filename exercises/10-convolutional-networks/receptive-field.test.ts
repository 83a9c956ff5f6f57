import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/receptive-field.ts")>(
  "10-convolutional-networks/receptive-field",
  () => import("./receptive-field.ts"),
);
