using System.Text.Json;

namespace SampleService.Client.Tests.Support;

/// <summary>What a caller does with templates, as <see cref="Story"/> has the other subjects.</summary>
internal static class TemplateStory
{
    public static async Task RunAsync(ISampleService service)
    {
        var name = $"soil {Guid.NewGuid():n}";
        using var depth = JsonDocument.Parse("1.50");
        var save = new SaveTemplateRequest
        {
            Name = name,
            Title = "A soil core",
            NodeTree = [new() { Id = "core", Type = NodeType.BioReplicate }, new() { Id = "part", Type = NodeType.SubSample, Parent = "core" }],
            Keys =
            [
                new() { Key = "depth", Kind = MetadataKind.User, Required = true, Unit = "m", Default = depth.RootElement, Help = "How deep the core begins." },
                new() { Key = "material", Kind = MetadataKind.Controlled },
            ],
            Readers = ["bob"],
            Public = false,
            RequestId = name,
            AsUser = Story.User,
        };
        var saved = await service.SaveTemplateAsync(save, Patience.Token());
        Assert.Equal((Story.User, name, 1), (saved.Owner, saved.Name, saved.Version));
        Assert.Equal(2, (await service.SaveTemplateAsync(save with { RequestId = null, IfVersion = 1 }, Patience.Token())).Version);
        TemplatePage page = await service.ListTemplatesAsync(new() { Limit = 1 }, Patience.Token());
        while (page.Templates.All(template => template.Name != name))
            page = await service.ListTemplatesAsync(new() { Limit = 1, Cursor = page.Next }, Patience.Token());
        var listed = page.Templates.Single();
        Assert.Equal((Story.User, 2, "A soil core", "bob", false), (listed.Owner, listed.Version, listed.Title, listed.Readers.Single(), listed.Public));
        Assert.Equal(["core", "part"], listed.NodeTree.Select(node => node.Id));
        Assert.Equal(("depth", true, "m", "1.50"), (listed.Keys[0].Key, listed.Keys[0].Required, listed.Keys[0].Unit, listed.Keys[0].Default?.GetRawText()));
        Assert.DoesNotContain((await service.ListTemplatesAsync(new() { Scope = TemplateScope.Mine }, Patience.Token())).Templates, template => template.Owner == "bob");
        Assert.Equal((MetadataKind.Controlled, false, null, null), (listed.Keys[1].Kind, listed.Keys[1].Required, listed.Keys[1].Unit, listed.Keys[1].Default));
    }
}
