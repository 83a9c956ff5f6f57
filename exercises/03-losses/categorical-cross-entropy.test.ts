import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/03-losses/categorical-cross-entropy.ts")>(
  "03-losses/categorical-cross-entropy",
  () => import("./categorical-cross-entropy.ts"),
);
