import { concatenate, eye, stack, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { bidirectional, bidirectionalBackward } from "#reference/11-recurrent-networks/bidirectional.ts";

type Module = typeof import("#reference/11-recurrent-networks/bidirectional.ts");

/** `[N, T, T]`: the matrix that reverses the valid part of each sequence, and the one that picks its last step. */
function permutations(input: Tensor, lengths: Tensor | undefined): { turn: Tensor; valid: Tensor } {
  const [batch, steps] = input.shape as readonly [number, number];
  const each = Array.from({ length: batch }, (_, sequence) => {
    const length = lengths?.at(sequence) ?? steps;
    const order = [...Array(steps).keys()].map((time) => (time < length ? length - 1 - time : time));
    const keep = concatenate([eye(steps).slice([0, length]), zeros([steps - length, steps])]);
    return { turn: eye(steps).gather(order), valid: keep };
  });
  return { turn: stack(each.map(({ turn }) => turn)), valid: stack(each.map(({ valid }) => valid)) };
}

export default variants<Module>({
  "with a matrix of permutation for each sequence": {
    bidirectional: (input, forward, backward, options = {}) => {
      bidirectional(input, forward, backward, options); // refuses what does not fit
      const { turn, valid } = permutations(input, options.lengths);
      const past = valid.matmul(forward.forward(input));
      const future = valid.matmul(turn.matmul(backward.forward(turn.matmul(input))));
      const output = concatenate([past, future], 2);
      const ends = turn.slice(null, [0, 1]); // row 0 of a reversal picks the last step
      return { output, last: concatenate([ends.matmul(past).squeeze(1), future.slice(null, 0)], 1) };
    },
    bidirectionalBackward: (input, forward, backward, gradOutput, options = {}) => {
      bidirectionalBackward(input, forward, backward, gradOutput, options);
      const { turn, valid } = permutations(input, options.lengths);
      const given = valid.matmul(gradOutput.output);
      const ends = turn.slice(null, [0, 1]).T; // [N, T, 1]
      const first = turn.matmul(ends);
      const last = gradOutput.last.expandDims(1);
      const { size } = forward;
      const past = forward.backward(input, given.add(ends.matmul(last)).slice(null, null, [0, size]));
      const future = backward.backward(
        turn.matmul(input),
        turn.matmul(given.add(first.matmul(last)).slice(null, null, [size, null])),
      );
      return {
        gradInput: past.gradInput.add(turn.matmul(future.gradInput)),
        gradForward: past.gradParameters,
        gradBackward: future.gradParameters,
      };
    },
  },
});
