import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/embedding.ts")>(
  "11-recurrent-networks/embedding",
  () => import("./embedding.ts"),
);
