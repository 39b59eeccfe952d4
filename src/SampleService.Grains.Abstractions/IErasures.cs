using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Erases the content of withdrawn samples from the database and from the memory of all processes.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> when the database fails.</remarks>
public interface IErasures
{
    /// <summary>Erases a sample. It is gone from the database and the memory of this process when this ends; doing it again does nothing.</summary>
    /// <returns>How many versions it has.</returns>
    /// <exception cref="ServiceException">There is no such sample, or it is not withdrawn.</exception>
    Task<int> EraseAsync(SampleId id, CancellationToken cancellation);

    /// <summary>Forgets what this process remembers of samples that were erased since a moment, whoever did it.</summary>
    Task ForgetAsync(Timestamp since, CancellationToken cancellation);
}
