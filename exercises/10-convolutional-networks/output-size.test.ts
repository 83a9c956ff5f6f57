import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/output-size.ts")>(
  "10-convolutional-networks/output-size",
  () => import("./output-size.ts"),
);
