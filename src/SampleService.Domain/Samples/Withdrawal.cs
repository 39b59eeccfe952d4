namespace SampleService.Domain;

/// <summary>That a sample or a version is withdrawn.</summary>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, as callers are told.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.withdrawal")]
public sealed record Withdrawal([property: Id(0)] UserName By, [property: Id(1)] Timestamp At, [property: Id(2)] string Reason);
