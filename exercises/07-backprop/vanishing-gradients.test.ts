import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/07-backprop/vanishing-gradients.ts")>(
  "07-backprop/vanishing-gradients",
  () => import("./vanishing-gradients.ts"),
);
