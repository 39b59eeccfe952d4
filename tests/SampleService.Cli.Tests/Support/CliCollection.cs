namespace SampleService.Cli.Tests.Support;

/// <summary>Tests that share one server, and leave the state of the platform alone.</summary>
[CollectionDefinition(Name)]
public sealed class CliCollection : ICollectionFixture<CliServer>
{
    public const string Name = "samplectl";
}
