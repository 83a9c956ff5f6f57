// tries: to announce a frame and never end it
// stopped by: the parent's clock
// exercise: 02-activations/relu
replies.call = () => {
  require("fs").writeSync(1, Buffer.from([100, 0, 0, 0, 1]));
  for (;;);
};
