import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/08-optimisers/gradient-clipping.ts")>(
  "08-optimisers/gradient-clipping",
  () => import("./gradient-clipping.ts"),
);
