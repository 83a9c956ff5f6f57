import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/lstm.ts")>(
  "11-recurrent-networks/lstm",
  () => import("./lstm.ts"),
);
