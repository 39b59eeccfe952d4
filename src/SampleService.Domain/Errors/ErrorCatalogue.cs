namespace SampleService.Domain;

/// <summary>Code and type text of one kind of failure.</summary>
/// <param name="Code">The number in the message, 20000 to 100000.</param>
/// <param name="Type">The fixed text after it.</param>
public readonly record struct CatalogueEntry(int Code, string Type);

/// <summary>Codes and type texts of the kinds of failure (docs/api/errors.md).</summary>
public static class ErrorCatalogue
{
    /// <summary>Code and type text of a kind; null for kinds without a code, whose message is the detail alone.</summary>
    public static CatalogueEntry? Find(ErrorKind kind) => kind switch
    {
        ErrorKind.Unauthorized => new(20000, "Unauthorized"),
        ErrorKind.MissingParameter => new(30000, "Missing input parameter"),
        ErrorKind.IllegalParameter => new(30001, "Illegal input parameter"),
        ErrorKind.MetadataValidation => new(30010, "Metadata validation failed"),
        ErrorKind.ConcurrencyViolation => new(40000, "Concurrency violation"),
        ErrorKind.NoSuchUser => new(50000, "No such user"),
        ErrorKind.NoSuchSample => new(50010, "No such sample"),
        ErrorKind.NoSuchSampleVersion => new(50020, "No such sample version"),
        ErrorKind.NoSuchSampleNode => new(50030, "No such sample node"),
        ErrorKind.NoSuchWorkspaceData => new(50040, "No such workspace data"),
        ErrorKind.NoSuchDataLink => new(50050, "No such data link"),
        ErrorKind.DataLinkExists => new(60000, "Data link exists for data ID"),
        ErrorKind.TooManyDataLinks => new(60010, "Too many data links"),
        ErrorKind.UnsupportedOperation => new(100000, "Unsupported operation"),
        _ => null,
    };

    /// <summary>The whole message: code, type and detail, or the detail alone for a kind without a code.</summary>
    public static string Message(ErrorKind kind, string detail)
    {
        if (Find(kind) is not { } entry)
            return detail;
        var trimmed = ContractText.Trim(detail);
        return trimmed.Length == 0
            ? $"Sample service error code {entry.Code} {entry.Type}"
            : $"Sample service error code {entry.Code} {entry.Type}: {trimmed}";
    }
}
