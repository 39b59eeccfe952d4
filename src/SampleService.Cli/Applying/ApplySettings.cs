namespace SampleService.Cli;

/// <summary>How the rows of a file are written.</summary>
/// <param name="Name">The name of the run; null for one that is made of its rows.</param>
/// <param name="Size">Operations of a call at most.</param>
/// <param name="IsCheck">Whether nothing is written.</param>
/// <param name="User">For whom it is done; null for the caller.</param>
/// <param name="IsAdmin">Whether administration rights are used.</param>
internal sealed record ApplySettings(string? Name, int Size, bool IsCheck, string? User, bool IsAdmin);
