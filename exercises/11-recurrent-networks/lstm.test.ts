import { exercise } from "#graders/student.ts";

exercise<Omit<typeof import("#reference/11-recurrent-networks/lstm.ts"), "lstmPass">>(
  "11-recurrent-networks/lstm",
  () => import("./lstm.ts"),
);
