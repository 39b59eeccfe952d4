using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Upstream.Standalone;

/// <summary>Startup check: the tables must be readable. Warns when there are no accounts.</summary>
internal sealed class StandaloneCheck(IAccountStore accounts, ILogger<StandaloneCheck> logger) : IUpstreamCheck
{
    public async Task CheckAsync(CancellationToken cancellation)
    {
        try
        {
            if (await accounts.IsEmptyAsync(cancellation).ConfigureAwait(false))
                UpstreamLog.NoAccounts(logger);
        }
        catch (ServiceException fault)
        {
            throw new UpstreamConfigurationException("The tables of the stand-alone accounts cannot be read", fault);
        }
    }
}
