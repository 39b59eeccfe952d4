using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Past;

/// <summary>A stand-alone server for the tests of states, histories and links over time.</summary>
public sealed class PastServer : StandaloneServer;
