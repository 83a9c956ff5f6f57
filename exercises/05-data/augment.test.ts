import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/05-data/augment.ts")>("05-data/augment", () => import("./augment.ts"));
