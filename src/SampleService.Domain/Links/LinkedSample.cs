namespace SampleService.Domain;

/// <summary>A sample to which a link leads or led: what of it is withdrawn.</summary>
/// <param name="IsWithdrawn">Whether all of it is.</param>
/// <param name="WithdrawnVersions">Those of its versions that are.</param>
public readonly record struct LinkedSample(bool IsWithdrawn, WithdrawnVersions WithdrawnVersions)
{
    /// <summary>Whether a version, if there is one of this number, is withdrawn.</summary>
    public bool Hides(VersionNumber version) => IsWithdrawn || WithdrawnVersions.Contains(version.Value);
}
