import { exercise } from "#graders/student.ts";

exercise<Omit<typeof import("#reference/11-recurrent-networks/bptt.ts"), "rnnPass">>(
  "11-recurrent-networks/bptt",
  () => import("./bptt.ts"),
);
