import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/bidirectional.ts")>(
  "11-recurrent-networks/bidirectional",
  () => import("./bidirectional.ts"),
);
