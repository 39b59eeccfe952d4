using SampleService.Domain;

namespace SampleService.Grains;

/// <summary>
/// What one answer of a query may hold. More is more than <c>Limits:BytesInFlight</c> usually admits, and more than can be
/// sent between processes: there it would break a connection, and with it the calls of others.
/// </summary>
/// <param name="Bytes">Bytes of the trees of samples.</param>
/// <param name="Links">Links; one takes some hundred bytes.</param>
public sealed record AnswerLimits(long Bytes, int Links)
{
    /// <summary>What a server has.</summary>
    public static AnswerLimits Default { get; } = new(500_000_000, 1_000_000);

    /// <summary>The versions, if they are not too much.</summary>
    /// <exception cref="ServiceException">They are.</exception>
    internal IReadOnlyList<SampleVersion> Admit(SampleVersion[] versions)
    {
        var bytes = 0L;
        foreach (var version in versions)
            bytes += version.NodeTree.Length;
        return bytes <= Bytes ? versions : throw TooLarge($"{Bytes} bytes");
    }

    /// <summary>The links, if they are not too many.</summary>
    /// <exception cref="ServiceException">They are.</exception>
    internal IReadOnlyList<DataLink> Admit(IReadOnlyList<DataLink> links) =>
        links.Count <= Links ? links : throw TooLarge($"{Links} links");

    private static ServiceException TooLarge(string limit) =>
        ServiceException.Illegal($"The answer would have more than {limit}; ask for fewer samples at a time");
}
