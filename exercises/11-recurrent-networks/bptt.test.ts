import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/bptt.ts")>(
  "11-recurrent-networks/bptt",
  () => import("./bptt.ts"),
);
