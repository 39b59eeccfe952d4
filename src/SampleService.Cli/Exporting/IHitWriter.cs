using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Writes samples that were found, one after the other.</summary>
internal interface IHitWriter : IAsyncDisposable
{
    /// <summary>Writes one.</summary>
    Task WriteAsync(JsonElement hit, CancellationToken cancellation);

    /// <summary>Writes the end.</summary>
    Task FinishAsync(CancellationToken cancellation);
}
