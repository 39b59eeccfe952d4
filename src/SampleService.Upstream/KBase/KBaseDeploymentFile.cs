using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Reads a KBase <c>deploy.cfg</c> (docs/kbase.md). Required keys are checked first, in the order of the contract, then
/// values.
/// </summary>
public static class KBaseDeploymentFile
{
    public const string DefaultSection = "SampleService";

    private const int MaxTopicLength = 249;

    /// <summary>Reads one section of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="timeout">For one request to a service of KBase.</param>
    /// <param name="section">The section; case-sensitive.</param>
    /// <exception cref="UpstreamConfigurationException">
    /// The file cannot be read or parsed, has no such section, lacks a required key, or has an invalid value.
    /// </exception>
    public static KBaseDeployment Read(string path, TimeSpan timeout, string section = DefaultSection)
    {
        var values = IniFile.Read(path).Section(section);
        if (values.Count == 0)
            throw new UpstreamConfigurationException("config is empty, cannot start service");

        var authRoot = Required(values, KBaseDeploymentKeys.AuthRootUrl);
        var authToken = Required(values, KBaseDeploymentKeys.AuthToken);
        var workspaceUrl = Required(values, KBaseDeploymentKeys.WorkspaceUrl);
        var workspaceToken = Required(values, KBaseDeploymentKeys.WorkspaceToken);
        var servers = List(values, KBaseDeploymentKeys.KafkaServers);
        var topic = servers.Length == 0 ? null : Required(values, KBaseDeploymentKeys.KafkaTopic);

        var authService = Optional(values, KBaseDeploymentKeys.AuthServiceUrl);
        var options = new KBaseOptions
        {
            AuthRootUrl = Address(KBaseDeploymentKeys.AuthRootUrl, authRoot),
            AuthServiceUrl = authService is null ? null : Address(KBaseDeploymentKeys.AuthServiceUrl, authService),
            AuthToken = authToken,
            FullAdministratorRoles = List(values, KBaseDeploymentKeys.FullAdministratorRoles),
            ReadAdministratorRoles = List(values, KBaseDeploymentKeys.ReadAdministratorRoles),
            WorkspaceUrl = Address(KBaseDeploymentKeys.WorkspaceUrl, workspaceUrl),
            WorkspaceToken = workspaceToken,
            AllowInsecure = IsTrue(values, KBaseDeploymentKeys.AllowInsecure),
            Timeout = timeout,
        };
        options.Check();
        if (topic is not null)
            CheckTopic(topic);
        return new KBaseDeployment
        {
            Upstream = options,
            ReadExemptUsers = List(values, KBaseDeploymentKeys.ReadExemptUsers),
            KafkaServers = servers,
            KafkaTopic = topic,
            ValidatorConfigUrl = Optional(values, KBaseDeploymentKeys.ValidatorConfigUrl),
            ServiceWizardUrl = Optional(values, KBaseDeploymentKeys.ServiceWizardUrl),
            DistrustForwardedFor = IsTrue(values, KBaseDeploymentKeys.DistrustForwardedFor),
            Collections = new KBaseCollections
            {
                Samples = Optional(values, KBaseDeploymentKeys.SampleCollection),
                Versions = Optional(values, KBaseDeploymentKeys.VersionCollection),
                Nodes = Optional(values, KBaseDeploymentKeys.NodeCollection),
                Links = Optional(values, KBaseDeploymentKeys.LinkCollection),
                Schema = Optional(values, KBaseDeploymentKeys.SchemaCollection),
            },
            KeysWithoutMeaning = KBaseDeploymentKeys.WithoutMeaning.Where(values.ContainsKey).ToArray(),
        };
    }

    private static string Required(IReadOnlyDictionary<string, string> values, string key) =>
        Optional(values, key)
        ?? throw new UpstreamConfigurationException(ServiceException.Missing($"config param {key}").Message);

    private static string? Optional(IReadOnlyDictionary<string, string> values, string key) =>
        values.TryGetValue(key, out var value) && !ContractText.IsBlank(value) ? ContractText.Trim(value) : null;

    private static string[] List(IReadOnlyDictionary<string, string> values, string key) =>
        Optional(values, key) is { } list
            ? list.Split(',').Select(ContractText.Trim).Where(entry => entry.Length > 0).ToArray()
            : [];

    private static bool IsTrue(IReadOnlyDictionary<string, string> values, string key) =>
        string.Equals(Optional(values, key), "true", StringComparison.OrdinalIgnoreCase);

    private static Uri Address(string key, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address)
            ? address
            : throw new UpstreamConfigurationException($"{key} must be an http or https URL");

    private static void CheckTopic(string topic)
    {
        if (ContractText.IsLongerThan(topic, MaxTopicLength))
            throw new UpstreamConfigurationException(
                ServiceException.Illegal($"topic exceeds maximum length of {MaxTopicLength}").Message);
        var start = topic.AsSpan().IndexOfAnyExcept(TopicCharacters);
        if (start < 0)
            return;
        var run = topic.AsSpan(start);
        var end = run.IndexOfAny(TopicCharacters);
        var characters = end < 0 ? run : run[..end];
        throw new UpstreamConfigurationException(
            $"Illegal character in Kafka topic {UpstreamText.OneLine(topic)}: {UpstreamText.OneLine(characters.ToString())}");
    }

    private static readonly System.Buffers.SearchValues<char> TopicCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
}
