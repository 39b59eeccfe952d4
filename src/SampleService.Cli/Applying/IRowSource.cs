namespace SampleService.Cli;

/// <summary>The rows of a file. They are read twice: once to check them all before anything is sent, once to send them.</summary>
internal interface IRowSource
{
    /// <summary>The names of the columns, once rows were read; null where there are none.</summary>
    IReadOnlyList<string>? Header { get; }

    /// <summary>The rows; those with faults are left out.</summary>
    /// <param name="faults">Takes what is wrong.</param>
    IEnumerable<Row> Read(RowFaults faults);
}
