using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Upstream;

/// <summary>Tests that share one server of a KBase deployment, one test at a time since they make its stand-ins fail.</summary>
[CollectionDefinition(Name)]
public sealed class KBaseCollection : ICollectionFixture<KBaseServer>
{
    public const string Name = "KBase";
}
