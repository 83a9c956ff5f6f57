import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/07-backprop/computational-graph.ts")>(
  "07-backprop/computational-graph",
  () => import("./computational-graph.ts"),
);
