using System.Reflection;
using System.Text.RegularExpressions;
using SampleService.Server;
using YamlDotNet.RepresentationModel;

namespace SampleService.Architecture.Tests;

/// <summary>
/// No container engine runs with these tests. What can be checked without one is: that the compose file and the image
/// name things that exist, and agree with each other.
/// </summary>
public partial class ComposeTests
{
    private static readonly YamlMappingNode Compose = Load();

    private static readonly string Image = File.ReadAllText(Path.Combine(Repository.Root, Dockerfile("service")));

    private static readonly string Help = (string)typeof(Settings).Assembly.GetType("SampleService.Server.Help")!
        .GetField("Text", BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue()!;

    [Theory]
    [InlineData("service")]
    [InlineData("migrate")]
    public void Environment_Keys_AreSettings(string service)
    {
        var known = Settings.Sections
            .SelectMany(section => section.Options.SelectMany(Settings.KeysOf).Select(key => $"{section.Section.Replace(":", "__")}__{key.Name}"))
            .ToHashSet();
        Assert.Empty(Environment(service).Keys.Except(known));
        Assert.Equal("PostgreSql", Environment(service)["Storage__Provider"]);
    }

    [Fact]
    public void Services_Database_IsThatOfPostgres()
    {
        var postgres = Environment("postgres");
        Assert.Equal(Environment("migrate")["Storage__ConnectionString"], Environment("service")["Storage__ConnectionString"]);
        Assert.Equal(
            $"Host=postgres;Database={postgres["POSTGRES_DB"]};Username={postgres["POSTGRES_USER"]};Password={postgres["POSTGRES_PASSWORD"]}",
            Environment("service")["Storage__ConnectionString"]);
    }

    [Fact]
    public void Migrate_Command_IsOneOfTheProgram()
    {
        var command = Assert.IsType<YamlScalarNode>(Assert.Single((YamlSequenceNode)Service("migrate")["command"])).Value!;
        Assert.Contains($"\n  {command} ", Help);
        Assert.Contains("\n  create-administrator NAME ", Help);
        Assert.Contains("create-administrator", File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml")));
    }

    [Fact]
    public void Service_PublishedPort_IsThatOfTheImageAndForThisMachine()
    {
        var port = Expose().Match(Image).Groups[1].Value;
        Assert.Equal($"127.0.0.1:{port}:{port}", ((YamlScalarNode)Assert.Single((YamlSequenceNode)Service("service")["ports"])).Value);
        Assert.Contains($"\"--urls\", \"http://0.0.0.0:{port}\"", Image);
    }

    [Fact]
    public void Image_Publishes_TheServerProject()
    {
        Assert.Contains("dotnet publish src/SampleService.Server ", Image);
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"SampleService.Server.dll\"]", Image);
        Assert.Equal(Dockerfile("service"), Dockerfile("migrate"));
    }

    private static YamlMappingNode Load()
    {
        using var text = File.OpenText(Path.Combine(Repository.Root, "docker-compose.yml"));
        var yaml = new YamlStream();
        yaml.Load(new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(text)));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static YamlMappingNode Service(string name) => (YamlMappingNode)Compose["services"][name];

    private static string Dockerfile(string service) => ((YamlScalarNode)Service(service)["build"]["dockerfile"]).Value!;

    private static Dictionary<string, string> Environment(string service) =>
        ((YamlMappingNode)Service(service)["environment"]).Children
            .ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => ((YamlScalarNode)entry.Value).Value!);

    [GeneratedRegex("^EXPOSE ([0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex Expose();
}
