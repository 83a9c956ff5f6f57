import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/inception-module.ts")>(
  "10-convolutional-networks/inception-module",
  () => import("./inception-module.ts"),
);
