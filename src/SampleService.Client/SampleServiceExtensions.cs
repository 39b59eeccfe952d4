using System.Runtime.CompilerServices;

namespace SampleService.Client;

/// <summary>What takes several calls.</summary>
public static class SampleServiceExtensions
{
    /// <summary>
    /// Finds samples, page by page as they are read. Sorted by when they were created, each that could be read and matched throughout is given
    /// exactly once, whatever is saved meanwhile.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="request">What is to be found; <see cref="FindSamplesRequest.Limit"/> is the size of a page.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public static async IAsyncEnumerable<FoundSample> FindAllSamplesAsync(
        this ISampleService service, FindSamplesRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var page = await service.FindSamplesAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var sample in page.Samples)
                yield return sample;
            if (page.Next is null)
                yield break;
            request = request with { Cursor = page.Next };
        }
    }
}
