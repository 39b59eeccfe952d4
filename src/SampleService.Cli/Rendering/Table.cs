namespace SampleService.Cli;

/// <summary>What is shown of a result.</summary>
/// <param name="Header">The titles of the columns; null where the first column has the titles.</param>
/// <param name="Rows">The cells, row by row.</param>
internal sealed record Table(IReadOnlyList<string>? Header, IReadOnlyList<IReadOnlyList<string>> Rows);
