import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/greedy-and-beam-search.ts")>(
  "12-transformers/greedy-and-beam-search",
  () => import("./greedy-and-beam-search.ts"),
);
