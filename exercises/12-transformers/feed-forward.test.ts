import { exercise } from "#graders/student.ts";

exercise<Omit<typeof import("#reference/12-transformers/feed-forward.ts"), "feedForwardPass">>(
  "12-transformers/feed-forward",
  () => import("./feed-forward.ts"),
);
