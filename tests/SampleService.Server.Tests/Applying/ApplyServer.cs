using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Applying;

/// <summary>A stand-alone server for the tests of operations.</summary>
public sealed class ApplyServer : StandaloneServer;
