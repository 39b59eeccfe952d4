namespace SampleService.Domain;

/// <summary>That a sample or a version is withdrawn.</summary>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, as callers are told.</param>
public sealed record Withdrawal(UserName By, Timestamp At, string Reason);
