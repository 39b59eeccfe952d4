namespace SampleService.Cli;

/// <summary>What a row of a file asks for: some operations of <c>apply</c>, which may name each other by their numbers within the row.</summary>
/// <param name="Number">Where it stands, from 1.</param>
/// <param name="Operations">The operations.</param>
/// <param name="Cells">Its cells, where it is of a table.</param>
internal sealed record Row(int Number, IReadOnlyList<Operation> Operations, IReadOnlyList<string>? Cells);
