import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/06-metrics/f1.ts")>("06-metrics/f1", () => import("./f1.ts"));
