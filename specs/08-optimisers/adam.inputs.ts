import { tensor } from "#tensor";
import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Far up the walls of a steep bowl: what scales its steps with the slope doesn't come down. */
  descendBowl(draw) {
    const size = draw.size();
    return {
      start: draw.tensor([size], 2, 3).mul(draw.choices([size], [-1, 1])),
      curvature: draw.tensor([size], 20, 80),
    };
  },
  /**
   * High above the valley's floor, on the far side from the minimum. From the floor itself v is small, and then even the
   * right algorithm now and then leaps out.
   */
  descendValley: (draw) => ({ start: tensor([draw.number(-1.4, -1), draw.number(-0.4, 0.4)]) }),
});
