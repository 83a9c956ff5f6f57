import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/06-metrics/perplexity.ts")>(
  "06-metrics/perplexity",
  () => import("./perplexity.ts"),
);
