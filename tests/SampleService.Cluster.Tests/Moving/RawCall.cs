namespace SampleService.Cluster.Tests.Moving;

/// <summary>A call, its argument spelled to the letter.</summary>
/// <param name="User">Who calls; null for nobody.</param>
/// <param name="Method">The method, without the name of the service.</param>
/// <param name="Argument">JSON text.</param>
internal sealed record RawCall(string? User, string Method, string Argument);
