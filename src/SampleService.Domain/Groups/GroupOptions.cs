namespace SampleService.Domain;

/// <summary>Whether groups can be named where users are.</summary>
/// <param name="AreEnabled">If not, such names are asked about at the service that knows the users, as all others, and give no rights.</param>
public sealed record GroupOptions(bool AreEnabled);
