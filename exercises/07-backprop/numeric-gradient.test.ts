import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/07-backprop/numeric-gradient.ts")>(
  "07-backprop/numeric-gradient",
  () => import("./numeric-gradient.ts"),
);
