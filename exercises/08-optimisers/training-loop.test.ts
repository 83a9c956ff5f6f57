import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/08-optimisers/training-loop.ts")>(
  "08-optimisers/training-loop",
  () => import("./training-loop.ts"),
);
