using SampleService.Server;

return await ServiceProgram.RunAsync(args);
