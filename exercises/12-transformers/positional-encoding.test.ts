import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/positional-encoding.ts")>(
  "12-transformers/positional-encoding",
  () => import("./positional-encoding.ts"),
);
