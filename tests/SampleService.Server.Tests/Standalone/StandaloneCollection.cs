using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Standalone;

/// <summary>Tests that share one stand-alone server with the settings nobody has changed.</summary>
[CollectionDefinition(Name)]
public sealed class StandaloneCollection : ICollectionFixture<StandaloneServer>
{
    public const string Name = "stand-alone";
}
