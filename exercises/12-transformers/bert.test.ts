import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/bert.ts")>("12-transformers/bert", () => import("./bert.ts"));
