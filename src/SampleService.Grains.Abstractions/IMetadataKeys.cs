using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Grains.Abstractions;

/// <summary>Which metadata keys are asked for.</summary>
/// <param name="Requester">Who asks.</param>
/// <param name="Scope">In which samples.</param>
/// <param name="Kind">The kind of metadata; null for both.</param>
/// <param name="Prefix">How they begin; empty for all.</param>
public sealed record KeyQuery(Requester Requester, FindScope Scope, SearchedMetadata? Kind, string Prefix);

/// <summary>The keys of samples.</summary>
/// <param name="Keys">What was counted.</param>
/// <param name="IsExact">Whether all samples were looked at.</param>
/// <param name="Examined">How many candidates were looked at.</param>
public sealed record KeysInUse(KeyCensus Keys, bool IsExact, int Examined);

/// <summary>Counts metadata keys, in the process that answers.</summary>
public interface IMetadataKeys
{
    /// <summary>Counts the keys of the newest versions of the newest samples that the requester may read, as many as a call looks at.</summary>
    /// <exception cref="ServiceException">The database failed.</exception>
    Task<KeysInUse> CountAsync(KeyQuery query, CancellationToken cancellation);
}
