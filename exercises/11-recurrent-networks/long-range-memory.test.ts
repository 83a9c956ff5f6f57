import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/long-range-memory.ts")>(
  "11-recurrent-networks/long-range-memory",
  () => import("./long-range-memory.ts"),
);
