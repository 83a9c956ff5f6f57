import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/transformer.ts")>(
  "12-transformers/transformer",
  () => import("./transformer.ts"),
);
