namespace SampleService.Storage.Tests.Specifications;

/// <summary>The stores of one back end over one database, empty at first.</summary>
/// <param name="samples">Its samples.</param>
/// <param name="links">Its links.</param>
/// <param name="close">Ends the use of the database and removes it.</param>
public sealed class Stores(ISampleStore samples, ILinkStore links, Func<ValueTask> close) : IAsyncDisposable
{
    /// <summary>The samples.</summary>
    public ISampleStore Samples { get; } = samples;

    /// <summary>The links.</summary>
    public ILinkStore Links { get; } = links;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => close();
}
