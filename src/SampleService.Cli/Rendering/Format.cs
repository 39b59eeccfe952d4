namespace SampleService.Cli;

/// <summary>How answers are shown.</summary>
internal enum Format
{
    /// <summary>A table for people.</summary>
    Table,

    /// <summary>The result as the server sent it.</summary>
    Json,

    /// <summary>The request and the answer, a line each.</summary>
    Rpc,
}
