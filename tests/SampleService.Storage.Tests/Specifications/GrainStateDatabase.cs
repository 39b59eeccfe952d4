namespace SampleService.Storage.Tests.Specifications;

/// <summary>A store of grain states over one database, empty at first.</summary>
/// <param name="states">The store.</param>
/// <param name="ask">Runs a query of an operator for its only value, which is text.</param>
/// <param name="close">Ends the use of the database and removes it.</param>
public sealed class GrainStateDatabase(
    IGrainStateStore states, Func<string, ValueTask<string?>> ask, Func<ValueTask> close) : IAsyncDisposable
{
    /// <summary>The store.</summary>
    public IGrainStateStore States { get; } = states;

    /// <summary>The answer to a query, in the SQL that all databases understand.</summary>
    public ValueTask<string?> AskAsync(string sql) => ask(sql);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => close();
}
