using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Upstream.Standalone;

/// <summary>Startup check: the tables must be readable.</summary>
internal sealed class StandaloneCheck(IAccountStore accounts) : IUpstreamCheck
{
    public async Task CheckAsync(CancellationToken cancellation)
    {
        try
        {
            await accounts.IsEmptyAsync(cancellation).ConfigureAwait(false);
        }
        catch (ServiceException fault)
        {
            throw new UpstreamConfigurationException("The tables of the stand-alone accounts cannot be read", fault);
        }
    }
}
