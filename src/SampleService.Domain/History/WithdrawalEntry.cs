namespace SampleService.Domain;

/// <summary>That a sample or version was withdrawn, or that it was taken back.</summary>
/// <param name="Id">Grows from one to the next.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="IsRestored">Whether it was taken back.</param>
/// <param name="Version">The version; null for the whole sample.</param>
/// <param name="Reason">Why; null where it was taken back.</param>
public sealed record WithdrawalEntry(long Id, Timestamp At, UserName By, bool IsRestored, int? Version, string? Reason);
