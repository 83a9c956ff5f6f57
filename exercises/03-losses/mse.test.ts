import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/03-losses/mse.ts")>("03-losses/mse", () => import("./mse.ts"));
