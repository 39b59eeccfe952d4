using SampleService.Testing.Fakes;

namespace SampleService.Testing.Conformance;

/// <summary>Where the service under test and the stand-ins of its upstream services listen.</summary>
public sealed record CaseEndpoints(Uri Service, Uri Auth, Uri Workspace, Uri Ontology)
{
    public CaseEndpoints(Uri service, KBaseFakes fakes)
        : this(service, fakes.Auth.Url, fakes.Workspace.Url, fakes.Ontology.Url)
    {
    }
}
