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
        ["Grains.Abstractions"] = ["Domain"],
        ["Storage"] = ["Domain"],
        ["Validation"] = ["Json", "Domain", "Units"],
        ["Grains"] = ["Json", "Domain", "Grains.Abstractions", "Storage"],
        ["Upstream"] = ["Json", "Domain", "Storage", "Validation"],
        ["JsonRpc"] = ["Json"],
        ["Api"] = ["Json", "Domain", "Grains.Abstractions", "Upstream", "Validation", "JsonRpc"],
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
    [InlineData("JsonRpc")]
    [InlineData("Api")]
    [InlineData("Domain", Orleans)]
    [InlineData("Grains.Abstractions", Orleans)]
    [InlineData("Grains", Orleans)]
    public void Project_Packages_AreThoseItNeeds(string project, params string[] packages) =>
        Assert.Equal(packages, Repository.PackagesOf(project));
}
