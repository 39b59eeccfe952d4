using SampleService.Bench;

return await BenchProgram.RunAsync(args);
