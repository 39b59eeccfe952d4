using SampleService.Server.Tests.Standalone;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Upstream;

/// <summary>What KBase clients ask before their first call.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class ServiceWizardTests(StandaloneServer server)
{
    private const string Method = "ServiceWizard.get_service_status";

    [Theory]
    [InlineData("""{"module_name":"SampleService","version":"dev"}""")]
    [InlineData("""{"module_name":"SampleService","version":null}""")]
    [InlineData("""{"module_name":"sampleservice"}""")]
    public async Task GetServiceStatus_ForThisService_GivesItsAddressAndState(string argument)
    {
        var status = await server.Anonymous.MapAsync(Method, argument);

        Assert.Equal(
            ["module_name", "version", "git_commit_hash", "release_tags", "hash", "url", "up", "status", "health"], status.Keys);
        Assert.Equal(
            ("SampleService", server.Process.Url.AbsoluteUri, 1, "active", "healthy"),
            (status.Text("module_name"), status.Text("url"), status.Integer("up"), status.Text("status"), status.Text("health")));
        Assert.Equal((await server.Anonymous.MapAsync("SampleService.status")).Text("version"), status.Text("version"));
    }

    [Fact]
    public async Task GetServiceStatus_AnyToken_IsNotLookedAt() =>
        Assert.Equal(200, (await server.Client("sst_wrong").CallAsync(Method, """{"module_name":"SampleService"}""")).Status);

    [Theory]
    [InlineData("""{"module_name":"Workspace"}""", "30001 Illegal input parameter: module_name Workspace is not known here; the only service is SampleService")]
    [InlineData("""{"module_name":7}""", "30001 Illegal input parameter: module_name 7 is not known here; the only service is SampleService")]
    [InlineData("{}", "30000 Missing input parameter: module_name")]
    public async Task GetServiceStatus_ForAnotherService_IsRefused(string argument, string error) =>
        (await server.Anonymous.CallAsync(Method, argument)).AssertRefused(error);
}
