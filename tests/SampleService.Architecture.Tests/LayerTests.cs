namespace SampleService.Architecture.Tests;

/// <summary>Dependencies point one way. The project files are held against this picture; a new arrow is drawn here first.</summary>
public class LayerTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Json"] = [],
        ["Telemetry"] = [],
        ["Domain"] = ["Json"],
        ["Units"] = [],
        ["Actors"] = [],
        ["Actors.Generators"] = [],
        ["Contracts"] = ["Domain", "Actors"],
        ["Storage"] = ["Domain"],
        ["Validation"] = ["Json", "Domain", "Units"],
        ["Grains"] = ["Json", "Domain", "Contracts", "Storage", "Actors"],
        ["Upstream"] = ["Json", "Domain", "Storage", "Validation"],
        ["JsonRpc"] = ["Json"],
        ["Api"] = ["Json", "Domain", "Contracts", "Upstream", "Validation", "JsonRpc", "Actors"],
    };

    public static TheoryData<string> Projects => new(Repository.Projects.Keys);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_refers_only_to_the_layers_below_it(string project)
    {
        if (project == "Server")
            return;
        Assert.True(Allowed.ContainsKey(project), $"{project} is not in the picture of the layers");
        Assert.Empty(Repository.Projects[project].Except(Allowed[project]));
    }

    [Fact]
    public void Picture_has_no_arrow_that_no_project_needs() => Assert.Empty(
        from project in Allowed
        from target in project.Value
        where !Repository.Projects[project.Key].Contains(target)
        select $"{project.Key} -> {target}");

    [Theory]
    [InlineData("Json")]
    [InlineData("Telemetry")]
    [InlineData("Domain")]
    [InlineData("Units")]
    [InlineData("JsonRpc")]
    [InlineData("Contracts")]
    [InlineData("Grains")]
    [InlineData("Api")]
    public void Room_needs_no_package(string project) => Assert.Empty(Repository.PackagesOf(project));
}
