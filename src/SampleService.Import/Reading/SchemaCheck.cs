using SampleService.Json;

namespace SampleService.Import;

/// <summary>Whether the dump has the schema that is known, and was not made while it was being changed.</summary>
internal static class SchemaCheck
{
    private const int KnownVersion = 1;

    /// <exception cref="ImportException">It has another schema, or none.</exception>
    public static void Run(DumpFolder folder, string collection)
    {
        var count = 0;
        foreach (var path in folder.FilesOf(collection))
        {
            using var file = DumpFile.Open(path.FullName);
            while (file.Read() is { } document)
            {
                if (++count > 1)
                    throw new ImportException($"The collection {collection} has more than one document");
                Check(StagedDocument.OfSample(document, path.Name).Document, collection);
            }
        }

        if (count == 0)
            throw new ImportException($"The collection {collection} is empty: the schema of the dump is not known");
    }

    private static void Check(ReadOnlyMemory<byte> document, string collection)
    {
        using var json = LinkRivals.TryParse(document)
            ?? throw new ImportException($"The document of the collection {collection} cannot be read");
        if (!json.Root["schemaver"u8].TryGetInt64(out var version) || version != KnownVersion)
            throw new ImportException($"The collection {collection} says that the schema of the dump is not version {KnownVersion}, the only one that can be imported");
        if (json.Root["inupdate"u8].Kind != JsonKind.False)
            throw new ImportException($"The collection {collection} says that the schema was being changed when the dump was made (inupdate)");
    }
}
