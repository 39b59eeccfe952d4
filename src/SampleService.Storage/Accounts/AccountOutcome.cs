namespace SampleService.Storage;

/// <summary>What became of a change to an account.</summary>
/// <param name="Status">Whether it was done.</param>
/// <param name="Account">The account as it is now; null if there is none.</param>
public sealed record AccountOutcome(AccountStatus Status, Account? Account);
