import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/03-losses/kl-divergence.ts")>(
  "03-losses/kl-divergence",
  () => import("./kl-divergence.ts"),
);
