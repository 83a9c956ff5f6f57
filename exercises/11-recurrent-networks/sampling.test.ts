import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/sampling.ts")>(
  "11-recurrent-networks/sampling",
  () => import("./sampling.ts"),
);
