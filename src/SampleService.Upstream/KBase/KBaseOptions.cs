using System.Net;
using Microsoft.Extensions.Logging;

namespace SampleService.Upstream.KBase;

/// <summary>
/// How the KBase auth and workspace services are called. <see cref="AuthToken"/> and <see cref="WorkspaceToken"/> are secrets and do not
/// appear in <see cref="ToString"/>.
/// </summary>
public sealed class KBaseOptions
{
    /// <summary>Root of the auth service, with or without a final slash.</summary>
    public required Uri AuthRootUrl { get; init; }

    /// <summary>
    /// Where tokens are checked; null for <c>{AuthRootUrl}/api/legacy/KBase/Sessions/Login</c>.
    /// </summary>
    public Uri? AuthServiceUrl { get; init; }

    /// <summary>The service's own token, for user look-ups.</summary>
    public required string AuthToken { get; init; }

    /// <summary>Custom roles whose holders may do everything in administration mode.</summary>
    public IReadOnlyList<string> FullAdministratorRoles { get; init; } = [];

    /// <summary>Custom roles whose holders may read everything in administration mode.</summary>
    public IReadOnlyList<string> ReadAdministratorRoles { get; init; } = [];

    /// <summary>The workspace service.</summary>
    public required Uri WorkspaceUrl { get; init; }

    /// <summary>A token with the right to read as an administrator of the workspace service.</summary>
    public required string WorkspaceToken { get; init; }

    /// <summary>Whether tokens may be sent over plain http to other than loopback addresses.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>For one request; more than 0 and at most 5 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Maximum size of a response body, in bytes; at least 1024.</summary>
    public int MaxResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Maximum number of calls that wait for one service at a time; one more is refused as busy. A quarter of the calls that a process
    /// admits by default, so that a service that hangs leaves most of them to those who do not need it.
    /// </summary>
    public int MaxWaitingCalls { get; init; } = 64 * Environment.ProcessorCount;

    internal Uri EffectiveAuthServiceUrl => AuthServiceUrl ?? Below("api/legacy/KBase/Sessions/Login");

    /// <summary>An address below the root of the auth service.</summary>
    internal Uri Below(string pathAndQuery) => new($"{AuthRootUrl.AbsoluteUri.TrimEnd('/')}/{pathAndQuery}");

    /// <summary>Sends requests to one of the services.</summary>
    internal UpstreamHttp CreateHttp(string service, string label, ILogger logger, Func<UpstreamResponse, bool>? isSick = null) =>
        new(service, label, Timeout, MaxResponseBytes, TimeProvider.System, logger, isSick);

    /// <summary>Validates the options. Messages name settings by their keys in <c>deploy.cfg</c>.</summary>
    /// <exception cref="UpstreamConfigurationException">A value is out of range, or tokens would be sent unencrypted.</exception>
    public void Check()
    {
        CheckAddress(KBaseDeploymentKeys.AuthRootUrl, AuthRootUrl);
        CheckToken(KBaseDeploymentKeys.AuthToken, AuthToken);
        CheckAddress(KBaseDeploymentKeys.WorkspaceUrl, WorkspaceUrl);
        CheckToken(KBaseDeploymentKeys.WorkspaceToken, WorkspaceToken);
        if (AuthServiceUrl is not null)
            CheckAddress(KBaseDeploymentKeys.AuthServiceUrl, AuthServiceUrl);
        if (AuthRootUrl.Query.Length > 0 || AuthRootUrl.Fragment.Length > 0)
            throw new UpstreamConfigurationException($"{KBaseDeploymentKeys.AuthRootUrl} must have no query and no fragment");
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(5))
            throw new UpstreamConfigurationException("The time-out of the KBase services must be more than 0 and at most 5 minutes");
        if (MaxResponseBytes < 1024)
            throw new UpstreamConfigurationException("Answers of the KBase services must be allowed at least 1024 bytes");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"auth {AuthRootUrl}, token check {EffectiveAuthServiceUrl}, workspaces {WorkspaceUrl}, "
        + $"full administrators [{string.Join(", ", FullAdministratorRoles)}], "
        + $"read administrators [{string.Join(", ", ReadAdministratorRoles)}], tokens not shown";

    private void CheckAddress(string key, Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            throw new UpstreamConfigurationException($"{key} must be an http or https URL");
        if (address.UserInfo.Length > 0)
            throw new UpstreamConfigurationException($"{key} must not hold a user or a password");
        if (address.Scheme == Uri.UriSchemeHttp && !IsLoopback(address) && !AllowInsecure)
            throw new UpstreamConfigurationException(
                $"{key} must be an https URL or name a loopback address, since tokens are sent there "
                + $"({KBaseDeploymentKeys.AllowInsecure} = true lifts this)");
    }

    private static void CheckToken(string key, string token)
    {
        if (!TokenForm.IsSendable(token))
            throw new UpstreamConfigurationException($"{key} is not a token: it has characters that cannot be sent, or is too long");
    }

    private static bool IsLoopback(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));
}
