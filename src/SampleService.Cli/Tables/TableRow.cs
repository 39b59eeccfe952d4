namespace SampleService.Cli;

/// <summary>A row of a table.</summary>
/// <param name="Number">Which one it is, from 1, as spreadsheet programs count: the names of the columns stand in one of them.</param>
/// <param name="Cells">Its cells as text.</param>
/// <param name="Faults">What is wrong with some of them: the column, from 0, and why.</param>
internal sealed record TableRow(int Number, string[] Cells, IReadOnlyList<(int Column, string Reason)> Faults)
{
    /// <summary>Spreadsheet programs leave such rows behind the last one.</summary>
    public bool IsBlank => Faults.Count == 0 && Cells.All(static cell => cell.Length == 0);
}
