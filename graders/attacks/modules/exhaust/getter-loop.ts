// tries: a result whose getter never ends while it is read
// stopped by: reading is part of the call and its time
// exercise: 02-activations/relu
// problem: computing time
export const relu = () => ({
  get data() {
    for (;;);
  },
});
export const reluBackward = relu;
