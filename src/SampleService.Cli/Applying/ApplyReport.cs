using System.Buffers;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Shows what became of each operation.</summary>
/// <param name="presenter">Shows it.</param>
/// <param name="hasColumns">Whether operations are made of columns.</param>
internal sealed class ApplyReport(Presenter presenter, bool hasColumns)
{
    private readonly Column[] _columns =
    [
        Column.Text("row"), Column.Text("operation"), Column.Text("done"), .. hasColumns ? (Column[])[Column.Text("columns")] : [], Column.Text("result"),
    ];

    private bool _isBegun;

    public void Show(IReadOnlyList<RowOutcome> outcomes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonInput.Short))
        {
            writer.WriteStartArray();
            foreach (var outcome in outcomes)
                for (var i = 0; i < outcome.Results.Count; i++)
                    Write(writer, outcome, i);
            writer.WriteEndArray();
        }

        using var shown = JsonDocument.Parse(buffer.WrittenMemory);
        presenter.ShowMore(shown.RootElement, _columns, isFirst: !_isBegun);
        _isBegun = true;
    }

    private void Write(Utf8JsonWriter writer, RowOutcome outcome, int place)
    {
        var operation = outcome.Row.Operations[place];
        writer.WriteStartObject();
        writer.WriteNumber("row", outcome.Row.Number);
        writer.WriteString("operation", operation.Name);
        writer.WriteBoolean("done", outcome.IsDone(place));
        if (hasColumns)
        {
            writer.WriteStartArray("columns");
            foreach (var column in operation.Columns)
                writer.WriteStringValue(column);
            writer.WriteEndArray();
        }

        writer.WriteString("result", outcome.Tell(place));
        writer.WriteEndObject();
    }
}
