using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>A metadata value that is shown of each sample.</summary>
/// <param name="Key">The metadata key.</param>
/// <param name="Kind">The kind of metadata; null for any.</param>
/// <param name="ValueKey">The value key; null for any.</param>
public sealed record Column(string Key, SearchedMetadata? Kind, string? ValueKey)
{
    private readonly MetadataCondition _place = new("", Key, IsPrefix: false, Kind, ValueKey, Test: null);

    /// <summary>Of each column the value of the first node that has it, controlled before user; null where none has.</summary>
    public static ImmutableArray<ColumnValue?> ReadAll(ImmutableArray<Column> columns, ReadOnlySpan<byte> tree, IUnitMembers vocabulary)
    {
        var values = new ColumnValue?[columns.Length];
        var missing = columns.Length;
        var reader = new TreeReader(tree);
        while (missing > 0 && reader.MoveToNode())
            while (reader.MoveToEntry())
            {
                if (!IsWanted(columns, values, reader))
                    continue;
                var entry = reader.ReadEntry();
                for (var i = 0; i < columns.Length; i++)
                    if (values[i] is null && columns[i]._place.IsAbout(reader.Kind, entry.Key) && columns[i].Read(reader, entry, vocabulary) is { } value)
                    {
                        values[i] = value;
                        missing--;
                    }
            }

        return [.. values];
    }

    private static bool IsWanted(ImmutableArray<Column> columns, ColumnValue?[] values, in TreeReader reader)
    {
        for (var i = 0; i < columns.Length; i++)
            if (values[i] is null && columns[i]._place.IsAbout(reader.Kind, reader.Key))
                return true;
        return false;
    }

    private ColumnValue? Read(in TreeReader reader, in StoredEntry entry, IUnitMembers vocabulary)
    {
        for (var i = 0; i < entry.Count; i++)
            if (_place.IsAbout(entry.Name(i)))
                return new ColumnValue(JsonLiteral.Of(reader.NodeId), reader.Kind, entry.Value(i).Json, entry.UnitOf(i, vocabulary));
        return null;
    }
}

/// <summary>The value of a column.</summary>
/// <param name="Node">The node; JSON.</param>
/// <param name="Kind">The kind of metadata.</param>
/// <param name="Value">The value as it is stored; JSON.</param>
/// <param name="Unit">Its unit; null for none.</param>
public sealed record ColumnValue(string Node, SearchedMetadata Kind, string Value, string? Unit);
