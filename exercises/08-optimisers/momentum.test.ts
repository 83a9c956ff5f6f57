import { exercise } from "#graders/student.ts";
import type { MomentumModule } from "#specs/08-optimisers/momentum.programs.ts";

exercise<MomentumModule>("08-optimisers/momentum", () => import("./momentum.ts"));
