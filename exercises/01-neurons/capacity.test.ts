import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/01-neurons/capacity.ts")>("01-neurons/capacity", () => import("./capacity.ts"));
