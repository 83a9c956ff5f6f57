import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/01-neurons/hebb.ts")>("01-neurons/hebb", () => import("./hebb.ts"));
