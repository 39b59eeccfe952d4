namespace SampleService.Validation.Tests;

public class ConfigurationFilesTests
{
    private static Uri File(string name) => new(Path.Combine(AppContext.BaseDirectory, "Files", name));

    [Theory]
    [InlineData("validators.yml", "force")]
    [InlineData("validators_ontology.yml", "short")]
    [InlineData("kbase_vocabulary.yml", "city_township")]
    public async Task Load_FileInUse_Builds(string name, string key)
    {
        var validators = (await ValidatorConfiguration.LoadAsync(File(name))).Validators!;

        Assert.NotNull(validators.StaticMetadata(key));
    }

    [Fact]
    public async Task StaticMetadata_OfFile_IsExact()
    {
        var validators = (await ValidatorConfiguration.LoadAsync(File("validators.yml"))).Validators!;

        Assert.Equal(
            """{"description":"anything goes","order":1,"ratio":1.5,"flag":true,"tags":["a","b"],"nested":{"x":1,"y":null}}""",
            validators.StaticMetadata("free"));
        Assert.Equal("{}", validators.StaticMetadata("nometa"));
        Assert.Equal("{}", validators.StaticMetadata("named"));
        Assert.Equal("""{"kind":"exact"}""", validators.StaticMetadata("pre-both"));
        Assert.Equal("""{"description":"\u043a\u043b\u044e\u0447"}""", validators.StaticMetadata("näme µ"));
        Assert.Null(validators.StaticMetadata("pre"));
        Assert.Equal("""{"level":2,"description":"longer"}""", validators.PrefixStaticMetadata("pre-"));
        Assert.Null(validators.PrefixStaticMetadata("pre-both"));
        Assert.Equal(["pre", "pre-"], validators.FindPrefixes("pre-both"));
        Assert.Equal(["chem", "chemistry"], validators.FindPrefixes("chemistry"));
        Assert.Empty(validators.FindPrefixes("che"));
        Assert.Empty(await validators.FindAsync("""{"free": {"x": 1}, "näme µ": {"x": true}, "pre": {"y": 1}}"""));
    }

    [Fact]
    public async Task StaticMetadata_OfVocabulary_KeepsTextsAndNumbers()
    {
        var validators = (await ValidatorConfiguration.LoadAsync(File("kbase_vocabulary.yml"))).Validators!;

        Assert.Equal(
            """
            {"description":"Date amd time when the sample was collected in ISO 8601 format","examples":["2021-04-28T09:10:23-07:00"],"title":"Collection date","type":"string"}
            """,
            validators.StaticMetadata("collection_time"));
        Assert.Contains("\"examples\":[678.5,-4536]", validators.StaticMetadata("elevation"), StringComparison.Ordinal);
    }
}
