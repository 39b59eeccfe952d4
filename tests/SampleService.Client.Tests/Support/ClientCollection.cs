namespace SampleService.Client.Tests.Support;

/// <summary>The tests that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class ClientCollection : ICollectionFixture<ClientServer>
{
    public const string Name = "client";
}
