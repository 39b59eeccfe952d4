using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>What became of a wish to make a link.</summary>
/// <param name="Status">What happened.</param>
/// <param name="Link">
/// The link that was made; with <see cref="LinkStatus.ActiveLinkDiffers"/> the unit's active link, null if there is none.
/// </param>
public readonly record struct LinkOutcome(LinkStatus Status, DataLink? Link);
