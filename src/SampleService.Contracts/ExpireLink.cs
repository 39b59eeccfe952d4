using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>A wish to end the active link of a data unit.</summary>
/// <param name="Requester">Who asks; has to have admin access to the linked sample.</param>
/// <param name="ExpiredBy">Who is recorded as having ended the link.</param>
/// <param name="Unit">The data unit, whose workspace the requester may write.</param>
/// <param name="WriteId">Identifies this attempt.</param>
[GenerateSerializer, Immutable, Alias(WireNames.ExpireLink)]
public sealed record ExpireLink(
    [property: Id(0)] Requester Requester, [property: Id(1)] UserName ExpiredBy, [property: Id(2)] DataUnit Unit,
    [property: Id(3)] WriteId WriteId);
