using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;

namespace SampleService.Server.Tests.Upstream;

/// <summary>Administration rights: always in the log, and never granted because the auth service cannot be asked.</summary>
[Collection(KBaseCollection.Name)]
public sealed class AdministrationTests(KBaseServer server)
{
    [Fact]
    public async Task UseOfRights_IsInTheLogWithUserAndRight()
    {
        var (owner, ownerClient) = server.NewUser();
        var (id, _) = await ownerClient.SaveAsync(SampleText.Small());
        var (full, fullClient) = server.NewUser("SAMPLE_SERVICE_FULL_ADMIN");
        var (reader, readerClient) = server.NewUser("SAMPLE_SERVICE_READ_ADMIN");
        var (nobody, nobodyClient) = server.NewUser("SOME_OTHER_ROLE");
        var read = $$"""{"id":"{{id}}","as_admin":1}""";

        await fullClient.ResultAsync("SampleService.get_sample", read);
        await LoggedAsync($"User {full} is running method get_sample with administration permission FULL");
        await fullClient.ResultAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}},"as_admin":1,"as_user":"{{owner}}"}""");
        await LoggedAsync($"User {full} is running method create_sample with administration permission FULL as user {owner}");
        await readerClient.ResultAsync("SampleService.get_sample", read);
        await LoggedAsync($"User {reader} is running method get_sample with administration permission READ");

        var refused = $"User {nobody} does not have the necessary administration privileges to run method get_sample";
        (await nobodyClient.CallAsync("SampleService.get_sample", read)).AssertRefused("20000 Unauthorized: " + refused);
        await LoggedAsync(refused);
        refused = $"User {reader} does not have the necessary administration privileges to run method create_sample";
        (await readerClient.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}},"as_admin":1}""")).AssertRefused("20000 Unauthorized: " + refused);
        await LoggedAsync(refused);
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "null")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"user":"x"}""")]
    [InlineData(200, """{"user":"x","customroles":"SAMPLE_SERVICE_FULL_ADMIN"}""")]
    [InlineData(200, """{"user":"x","customroles":{"SAMPLE_SERVICE_FULL_ADMIN":1}}""")]
    [InlineData(200, """{"user":"x","customroles":["SAMPLE_SERVICE_FULL_ADMIN",7]}""")]
    [InlineData(200, """{"user":"x","customroles":["SAMPLE_SERVICE_FULL_ADMIN","\ud800"]}""")]
    [InlineData(500, """{"user":"x","customroles":["SAMPLE_SERVICE_FULL_ADMIN"]}""")]
    [InlineData(401, """{"error":{"appcode":10020,"message":"10020 Invalid token"}}""")]
    public async Task RolesCannotBeLearned_NoRightIsGranted_AndTheFailureIsForgotten(int status, string body)
    {
        var (_, ownerClient) = server.NewUser();
        var (id, _) = await ownerClient.SaveAsync(SampleText.Small());
        var (_, administrator) = server.NewUser("SAMPLE_SERVICE_FULL_ADMIN");
        await administrator.SaveAsync(SampleText.Small());
        var read = $$"""{"id":"{{id}}","as_admin":1}""";
        server.Fakes.Auth.AnswerOnly(new FakeReply(status, "application/json", body));
        try
        {
            var answer = await administrator.CallAsync("SampleService.get_sample", read);
            Assert.Equal(-32000, answer.Code);
            Assert.DoesNotContain("Sample service error code", answer.Message, StringComparison.Ordinal);
        }
        finally
        {
            server.Fakes.Auth.AnswerOnly(null);
        }

        await administrator.ResultAsync("SampleService.get_sample", read);
    }

    private Task LoggedAsync(string text) => server.Process.WaitForOutputAsync(text + ",", Patience.Token());
}
