import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/feed-forward.ts")>(
  "12-transformers/feed-forward",
  () => import("./feed-forward.ts"),
);
