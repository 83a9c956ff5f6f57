import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/03-losses/contrastive.ts")>(
  "03-losses/contrastive",
  () => import("./contrastive.ts"),
);
