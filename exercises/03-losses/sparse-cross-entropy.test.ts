import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/03-losses/sparse-cross-entropy.ts")>(
  "03-losses/sparse-cross-entropy",
  () => import("./sparse-cross-entropy.ts"),
);
