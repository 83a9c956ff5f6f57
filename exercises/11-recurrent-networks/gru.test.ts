import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/gru.ts")>(
  "11-recurrent-networks/gru",
  () => import("./gru.ts"),
);
