using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace SampleService.Cli;

/// <summary>Lines of JSON, each an operation or a list of operations that belong together.</summary>
/// <param name="content">What has them.</param>
internal sealed class LineSource(InputContent content) : IRowSource
{
    private const int MaxLine = 64_000_000;

    public IReadOnlyList<string>? Header => null;

    public IEnumerable<Row> Read(RowFaults faults)
    {
        foreach (var (number, line) in Lines())
        {
            if (line.AsSpan().Trim(" \t\r"u8).IsEmpty)
                continue;
            if (ReadRow(number, line, faults) is { } row)
                yield return row;
            if (faults.AreEnough)
                yield break;
        }
    }

    private static Row? ReadRow(int number, byte[] line, RowFaults faults)
    {
        if (!Utf8.IsValid(line))
        {
            faults.Add(number, "not UTF-8");
            return null;
        }

        IReadOnlyList<Operation>? operations;
        try
        {
            operations = OperationsOf(JsonInput.Parse(line));
        }
        catch (JsonException e)
        {
            faults.Add(number, e.BytePositionInLine is { } place ? $"not JSON, byte {place + 1}" : "not JSON, or a member stands twice");
            return null;
        }

        if (operations is null)
            faults.Add(number, $"neither an operation nor a list of 1 to {ApplyRun.MaxOperations} operations");
        else if (operations.SelectMany(static operation => References.In(operation.Json)).Any(reference => reference.Number >= operations.Count))
            faults.Add(number, "# and a number names no operation of the row");
        else
            return new Row(number, operations, null);
        return null;
    }

    private static IReadOnlyList<Operation>? OperationsOf(JsonNode? line) => line switch
    {
        JsonObject one => [new Operation(one, [])],
        JsonArray { Count: > 0 and <= ApplyRun.MaxOperations } many when many.All(static item => item is JsonObject) =>
            [.. many.Select(static item => new Operation(item!.AsObject(), []))],
        _ => null,
    };

    private IEnumerable<(int Number, byte[] Line)> Lines()
    {
        var stream = content.OpenText();
        var buffer = new byte[1 << 16];
        var (begin, end, number) = (0, 0, 0);
        while (true)
        {
            if (buffer.AsSpan(begin, end - begin).IndexOf((byte)'\n') is >= 0 and var length)
            {
                yield return (++number, buffer.AsSpan(begin, length).ToArray());
                begin += length + 1;
                continue;
            }

            buffer.AsSpan(begin, end - begin).CopyTo(buffer);
            (begin, end) = (0, end - begin);
            if (end == buffer.Length)
                Array.Resize(ref buffer, end < MaxLine ? end * 2 : throw new FailureException(ExitCodes.Error, $"{content.Name}: line {number + 1} has more than {MaxLine} bytes. Nothing was sent."));
            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0)
                break;
            end += read;
        }

        if (end > begin)
            yield return (number + 1, buffer.AsSpan(begin, end - begin).ToArray());
    }
}
