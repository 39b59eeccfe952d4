using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains;

/// <summary>
/// Limits what one answer may hold: more than <c>Limits:BytesInFlight</c> usually admits cannot be sent anyhow. It bounds the answer, not
/// what is read from the database to find that out.
/// </summary>
/// <param name="MaxBytes">Bytes of the documents of samples, or of links.</param>
public sealed record AnswerLimits(long MaxBytes)
{
    /// <summary>What a link takes beside its texts: ids, numbers and times.</summary>
    private const int LinkBytes = 200;

    /// <summary>Bytes of UTF-8 for a UTF-16 unit, at most.</summary>
    private const int MaxBytesPerUnit = 3;

    /// <summary>What a server has.</summary>
    public static AnswerLimits Default { get; } = new(500_000_000);

    /// <summary>The versions, if they are not too much.</summary>
    /// <exception cref="ServiceException">They are.</exception>
    internal DocumentOrVersion[] Admit(DocumentOrVersion[] answers)
    {
        var bytes = 0L;
        foreach (var (document, version) in answers)
            bytes += document?.Utf8.Length ?? version!.NodeTree.Length;
        return bytes <= MaxBytes ? answers : throw TooLarge();
    }

    /// <summary>The links, if they are not too much.</summary>
    /// <exception cref="ServiceException">They are.</exception>
    internal IReadOnlyList<DataLink> Admit(IReadOnlyList<DataLink> links)
    {
        var bytes = 0L;
        foreach (var link in links)
            bytes += LinkBytes + (MaxBytesPerUnit * (link.Unit.DataId.Length + link.Node.Value.Length + link.CreatedBy.Value.Length
                + (link.ExpiredBy?.Value.Length ?? 0)));
        return bytes <= MaxBytes ? links : throw TooLarge();
    }

    private ServiceException TooLarge() =>
        ServiceException.Illegal($"The answer would have more than {MaxBytes} bytes; ask for fewer samples at a time");
}
