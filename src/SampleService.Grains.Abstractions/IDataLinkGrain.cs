using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// The links of a data unit: the one place where they are made, replaced and ended. The key is that of
/// <see cref="GrainKeys.Of(DataUnit)"/>.
/// </summary>
/// <remarks>All methods throw <see cref="ServiceException"/>.</remarks>
[Alias("sample-service.data-link")]
public interface IDataLinkGrain : IGrainWithStringKey
{
    /// <summary>The active link; null if there is none.</summary>
    [Alias("get-active")]
    Task<DataLink?> GetActive();

    /// <summary>Links the unit and gives the link: a new one, or the very same that was there.</summary>
    [Write]
    [Alias("create")]
    Task<DataLink> Create(CreateLink command);

    /// <summary>Ends a link of the unit and gives it; of kind NoSuchDataLink when it is not active any more.</summary>
    [Write]
    [Alias("expire")]
    Task<DataLink> Expire(ExpireLink command);
}
