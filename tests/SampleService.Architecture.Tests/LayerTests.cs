namespace SampleService.Architecture.Tests;

/// <summary>Dependencies point one way. The project files are held against this picture; a new arrow is drawn here first.</summary>
public class LayerTests
{
    private const string Orleans = "Microsoft.Orleans.Sdk";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Json"] = [],
        ["Domain"] = ["Json"],
        ["Units"] = [],
        ["Search"] = ["Json", "Domain", "Units"],
        ["Grains.Abstractions"] = ["Domain", "Search"],
        ["Storage"] = ["Domain", "Search"],
        ["Import"] = ["Json", "Domain", "Storage"],
        ["Kafka"] = ["Domain"],
        ["Validation"] = ["Json", "Domain", "Units"],
        ["Grains"] = ["Json", "Domain", "Search", "Grains.Abstractions", "Storage"],
        ["Upstream"] = ["Json", "Domain", "Storage", "Validation"],
        ["JsonRpc"] = ["Json"],
        ["Webhooks"] = ["Domain", "Storage"],
        ["Cli"] = [],
        ["Client"] = [],
        ["Api"] = ["Json", "Domain", "Search", "Grains.Abstractions", "Upstream", "Validation", "JsonRpc"],
    };

    public static TheoryData<string> Projects => new(Repository.Projects.Keys);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_AreLayersBelowIt(string project)
    {
        if (project == "Server")
            return;
        Assert.True(Allowed.ContainsKey(project), $"{project} is not in the picture of the layers");
        Assert.Empty(Repository.Projects[project].Except(Allowed[project]));
    }

    [Fact]
    public void Picture_EachArrow_IsNeeded() => Assert.Empty(
        from project in Allowed
        from target in project.Value
        where !Repository.Projects[project.Key].Contains(target)
        select $"{project.Key} -> {target}");

    /// <summary>Attributes of Orleans' serializer stand on what crosses between processes.</summary>
    [Theory]
    [InlineData("Json")]
    [InlineData("Units")]
    [InlineData("Search")]
    [InlineData("JsonRpc")]
    [InlineData("Client", "StreamJsonRpc")]
    [InlineData("Api")]
    [InlineData("Domain", Orleans)]
    [InlineData("Grains.Abstractions", Orleans)]
    [InlineData("Cli", "ExcelDataReader", "Spectre.Console", "SpreadCheetah", "Sylvan.Data.Csv", "System.CommandLine")]
    [InlineData("Kafka", "Confluent.Kafka", "librdkafka.redist")]
    [InlineData("Grains", "Microsoft.Orleans.Runtime", Orleans)]
    [InlineData("Upstream", "Microsoft.IdentityModel.Tokens", "Polly.Core")]
    public void Project_Packages_AreThoseItNeeds(string project, params string[] packages) =>
        Assert.Equal(packages, Repository.PackagesOf(project));
}
