using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// A wish to end a link of a data unit. It names the link that was active when the wish came up, so that a wish that is
/// carried out twice does not end what was made in between.
/// </summary>
/// <param name="Requester">Who asks; has to have admin access to the linked sample.</param>
/// <param name="ExpiredBy">Who is recorded as having ended the link.</param>
/// <param name="Link">The link, of a unit whose workspace the requester may write.</param>
/// <param name="Sample">The sample it leads to.</param>
/// <param name="WriteId">Identifies this attempt.</param>
[GenerateSerializer, Immutable, Alias("sample-service.expire-link")]
public sealed record ExpireLink(
    [property: Id(0)] Requester Requester, [property: Id(1)] UserName ExpiredBy, [property: Id(2)] LinkId Link,
    [property: Id(3)] SampleId Sample, [property: Id(4)] WriteId WriteId)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(ExpireLink);
}
