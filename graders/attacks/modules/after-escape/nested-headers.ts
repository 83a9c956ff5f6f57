// tries: to send small headers that ask for much memory, one inside the other
// stopped by: a budget of nodes that is charged before anything is made
// exercise: 02-activations/relu
replies.call = () => {
  const bytes = [1];
  for (let i = 0; i < 60; i++) bytes.push(6, 255, 255, 255, 0);
  return bytes;
};
