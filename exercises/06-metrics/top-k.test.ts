import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/06-metrics/top-k.ts")>("06-metrics/top-k", () => import("./top-k.ts"));
