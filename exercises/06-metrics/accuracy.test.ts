import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/06-metrics/accuracy.ts")>("06-metrics/accuracy", () => import("./accuracy.ts"));
