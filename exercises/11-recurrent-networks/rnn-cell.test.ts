import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/rnn-cell.ts")>(
  "11-recurrent-networks/rnn-cell",
  () => import("./rnn-cell.ts"),
);
