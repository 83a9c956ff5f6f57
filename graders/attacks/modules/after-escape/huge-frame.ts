// tries: to announce a frame of four gigabytes
// stopped by: a limit on frames, before anything is held
// exercise: 02-activations/relu
replies.call = () => {
  require("fs").writeSync(1, Buffer.from([255, 255, 255, 255, 1]));
  for (;;) require("fs").writeSync(1, Buffer.alloc(2 ** 16));
};
