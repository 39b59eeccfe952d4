using System.Text.Json.Nodes;

namespace SampleService.Cli;

/// <summary>Rows that go in one call: no more operations than it takes, and no row in two.</summary>
internal sealed class RowCall
{
    private readonly List<Row> _rows = [];
    private readonly List<byte[]> _operations = [];
    private long _bytes;

    public IReadOnlyList<Row> Rows => _rows;

    /// <summary>The operations of all rows, one behind the other, as JSON.</summary>
    public IReadOnlyList<byte[]> Operations => _operations;

    /// <summary>Puts rows into calls, in their order.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="maxOperations">Operations of a call at most, unless one row has more.</param>
    /// <param name="maxBytes">Bytes of a call at most, unless one row has more.</param>
    public static IEnumerable<RowCall> Of(IEnumerable<Row> rows, int maxOperations, int maxBytes)
    {
        var call = new RowCall();
        foreach (var row in rows)
        {
            if (!call.TryAdd(row, maxOperations, maxBytes))
            {
                yield return call;
                call = new RowCall();
                call.TryAdd(row, maxOperations, maxBytes);
            }
        }

        if (call._rows.Count > 0)
            yield return call;
    }

    private bool TryAdd(Row row, int maxOperations, int maxBytes)
    {
        byte[][] added = [.. row.Operations.Select(operation => Write(operation.Json, _operations.Count))];
        var bytes = added.Sum(static operation => operation.Length + 1L);
        if (_rows.Count > 0 && (_operations.Count + added.Length > maxOperations || _bytes + bytes > maxBytes))
            return false;
        _rows.Add(row);
        _operations.AddRange(added);
        _bytes += bytes;
        return true;
    }

    /// <summary>An operation as it stands in the call, where its row begins at some number.</summary>
    private static byte[] Write(JsonObject operation, int first)
    {
        if (References.In(operation).Count == 0)
            return JsonInput.Write(operation);
        var moved = operation.DeepClone().AsObject();
        foreach (var (holder, number) in References.In(moved))
            References.Set(holder, first + number);
        return JsonInput.Write(moved);
    }
}
