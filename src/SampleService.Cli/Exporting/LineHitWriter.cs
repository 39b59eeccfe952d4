using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Writes samples as lines of JSON, each as the service gave it.</summary>
/// <param name="output">Where to; it is left open.</param>
internal sealed class LineHitWriter(TextWriter output) : IHitWriter
{
    // The same JSON, but for what would steer a terminal; there is no line end in it.
    public Task WriteAsync(JsonElement hit, CancellationToken cancellation) =>
        output.WriteAsync($"{SafeText.EscapeJson(hit.GetRawText()).Replace('\n', ' ')}\n".AsMemory(), cancellation);

    public Task FinishAsync(CancellationToken cancellation) => output.FlushAsync(cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
