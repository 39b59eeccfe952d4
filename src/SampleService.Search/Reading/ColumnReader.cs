using System.Collections.Immutable;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>Reads the columns of a request.</summary>
public static class ColumnReader
{
    /// <summary>Maximum number of columns.</summary>
    public const int MaxColumns = 50;

    /// <summary>Reads the list; empty if it is missing.</summary>
    /// <exception cref="ServiceException">The first fault.</exception>
    public static ImmutableArray<Column> Read(Parameter columns) => columns.OrNull is not { } list
        ? []
        : [.. list.List(0, MaxColumns).Select(column => ReadOne(column.Structure("key", "kind", "value_key")))];

    private static Column ReadOne(Parameter column) => new(
        column.Member("key").Required.UntrimmedText(ContractText.MaxNameLength),
        MetadataPlace.ReadKind(column.Member("kind")),
        MetadataPlace.ValueKey(column));
}
