using SampleService.Domain;

namespace SampleService.Grains;

/// <summary>
/// What one answer of a query may hold. More is more than <c>Limits:BytesInFlight</c> usually admits, and more than can be
/// sent between processes: there it would break a connection, and with it the calls of others. It bounds what is sent,
/// not what is read from the database to find that out.
/// </summary>
/// <param name="Bytes">Bytes of the trees of samples, or of links.</param>
public sealed record AnswerLimits(long Bytes)
{
    /// <summary>What a link takes beside its texts: ids, numbers and times.</summary>
    private const int LinkBytes = 200;

    /// <summary>Bytes of UTF-8 that a UTF-16 unit can come to.</summary>
    private const int BytesPerUnit = 3;

    /// <summary>What a server has.</summary>
    public static AnswerLimits Default { get; } = new(500_000_000);

    /// <summary>The versions, if they are not too much.</summary>
    /// <exception cref="ServiceException">They are.</exception>
    internal IReadOnlyList<SampleVersion> Admit(SampleVersion[] versions)
    {
        var bytes = 0L;
        foreach (var version in versions)
            bytes += version.NodeTree.Length;
        return bytes <= Bytes ? versions : throw TooLarge();
    }

    /// <summary>The links, if they are not too much.</summary>
    /// <exception cref="ServiceException">They are.</exception>
    internal IReadOnlyList<DataLink> Admit(IReadOnlyList<DataLink> links)
    {
        var bytes = 0L;
        foreach (var link in links)
            bytes += LinkBytes + (BytesPerUnit * (link.Unit.DataId.Length + link.Node.Value.Length + link.CreatedBy.Value.Length
                + (link.ExpiredBy?.Value.Length ?? 0)));
        return bytes <= Bytes ? links : throw TooLarge();
    }

    private ServiceException TooLarge() =>
        ServiceException.Illegal($"The answer would have more than {Bytes} bytes; ask for fewer samples at a time");
}
