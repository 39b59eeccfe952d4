namespace SampleService.Grains.Abstractions;

/// <summary>What a right to a sample was granted on.</summary>
/// <param name="Head">The newest version at that moment.</param>
/// <param name="AclVersion">The state of the ACLs that was looked at; a write can be made conditional on it.</param>
[GenerateSerializer, Immutable, Alias("sample-service.sample-grant")]
public sealed record SampleGrant([property: Id(0)] int Head, [property: Id(1)] long AclVersion)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(SampleGrant);
}
