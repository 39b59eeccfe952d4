namespace SampleService.Cli;

/// <summary>Writes a table row by row.</summary>
internal interface ITableWriter : IAsyncDisposable
{
    /// <summary>Writes a row.</summary>
    /// <param name="cells">Its cells.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FailureException">A cell takes more than the form has room for.</exception>
    Task WriteAsync(IReadOnlyList<TableCell> cells, CancellationToken cancellation);

    /// <summary>Writes the end, without which the table is not whole.</summary>
    Task FinishAsync(CancellationToken cancellation);
}
