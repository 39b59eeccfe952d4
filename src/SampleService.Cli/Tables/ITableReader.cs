namespace SampleService.Cli;

/// <summary>A table in a file, whose rows can be read as often as they are needed.</summary>
internal interface ITableReader
{
    /// <summary>All rows, the names of the columns with them.</summary>
    /// <exception cref="FailureException">From some row on it is no table.</exception>
    IEnumerable<TableRow> Read();
}
