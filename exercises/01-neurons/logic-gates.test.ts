import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/01-neurons/logic-gates.ts")>(
  "01-neurons/logic-gates",
  () => import("./logic-gates.ts"),
);
