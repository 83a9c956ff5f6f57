import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/parameter-count.ts")>(
  "10-convolutional-networks/parameter-count",
  () => import("./parameter-count.ts"),
);
