using SampleService.Testing.Fakes;

namespace SampleService.Testing.Servers;

/// <summary>The KBase <c>deploy.cfg</c> of a server under test.</summary>
public sealed class DeployConfig
{
    private DeployConfig(IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach (var (key, value) in settings)
            Settings[key] = value;
    }

    /// <summary>Keys and values of the section; may be changed before the start.</summary>
    public OrderedDictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>The settings that the conformance cases are written for.</summary>
    /// <param name="fakes">The upstream services.</param>
    /// <param name="validators">A file with the metadata validators, or null for none.</param>
    public static DeployConfig For(KBaseFakes fakes, string? validators = null)
    {
        var config = new DeployConfig(new Dictionary<string, string>
        {
            ["auth-service-url"] = fakes.Auth.LoginUrl.AbsoluteUri,
            ["auth-service-url-allow-insecure"] = "true",
            ["auth-root-url"] = fakes.Auth.Url.AbsoluteUri,
            ["auth-token"] = "token-serviceuser",
            ["auth-full-admin-roles"] = "SAMPLE_SERVICE_FULL_ADMIN, SAMPLE_SERVICE_FULL_ADMIN_2",
            ["auth-read-admin-roles"] = "SAMPLE_SERVICE_READ_ADMIN, SAMPLE_SERVICE_READ_ADMIN_2",
            ["auth-read-exempt-roles"] = "user5",
            ["workspace-url"] = fakes.Workspace.Url.AbsoluteUri,
            ["workspace-read-admin-token"] = WorkspaceFake.AdminToken,
            ["srv-wiz-url"] = fakes.Ontology.Url.AbsoluteUri,
        });
        if (validators is not null)
            config.Settings["metadata-validator-config-url"] = new Uri(Path.GetFullPath(validators)).AbsoluteUri;
        return config;
    }

    public override string ToString() =>
        "[SampleService]\n" + string.Concat(Settings.Select(s => $"{s.Key} = {s.Value}\n"));
}
