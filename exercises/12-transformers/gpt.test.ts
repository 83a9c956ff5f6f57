import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/gpt.ts")>("12-transformers/gpt", () => import("./gpt.ts"));
