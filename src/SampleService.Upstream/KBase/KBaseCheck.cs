using Microsoft.Extensions.Logging;
using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>Startup check: our auth token must allow user look-ups, and our workspace token must allow administration.</summary>
internal sealed class KBaseCheck(
    KBaseOptions options, KBaseAuthClient auth, KBaseWorkspaceClient workspaces, ILogger<KBaseCheck> logger) : IUpstreamCheck
{
    public async Task CheckAsync(CancellationToken cancellation)
    {
        await CheckAuthAsync(cancellation).ConfigureAwait(false);
        await CheckWorkspacesAsync(cancellation).ConfigureAwait(false);
    }

    private async Task CheckAuthAsync(CancellationToken cancellation)
    {
        try
        {
            await auth.FindExistingAsync([], cancellation).ConfigureAwait(false);
            UpstreamLog.Works(logger, "The KBase auth service", UpstreamText.Address(options.AuthRootUrl));
        }
        catch (KBaseAuthException fault)
        {
            throw Failure(KBaseDeploymentKeys.AuthRootUrl, KBaseDeploymentKeys.AuthToken, options.AuthRootUrl, fault.Text, fault);
        }
    }

    private async Task CheckWorkspacesAsync(CancellationToken cancellation)
    {
        try
        {
            await workspaces.CallAsync(
                "Workspace.administer",
                static writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("command", "listModRequests");
                    writer.WriteEndObject();
                },
                static _ => true,
                cancellation).ConfigureAwait(false);
            UpstreamLog.Works(logger, "The KBase workspace service", UpstreamText.Address(options.WorkspaceUrl));
        }
        catch (Exception fault) when (fault is KBaseWorkspaceException or ServiceException)
        {
            var text = (fault as KBaseWorkspaceException)?.Text ?? fault.Message;
            throw Failure(KBaseDeploymentKeys.WorkspaceUrl, KBaseDeploymentKeys.WorkspaceToken, options.WorkspaceUrl, text, fault);
        }
    }

    private static UpstreamConfigurationException Failure(string urlKey, string tokenKey, Uri address, string text, Exception fault) =>
        new($"The service at {address} ({urlKey}) could not be used with the token of {tokenKey}: "
            + UpstreamText.OneLine(text), fault);
}
