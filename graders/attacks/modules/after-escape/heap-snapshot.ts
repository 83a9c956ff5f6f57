// tries: to have V8 write a heap snapshot
// stopped by: the limit of open files
// exercise: 02-activations/relu
require("v8").writeHeapSnapshot("/tmp/__TOKEN__.heapsnapshot");
