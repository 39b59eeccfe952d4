using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;

namespace SampleService.Server.Tests.Upstream;

/// <summary>How tokens are looked up, and what happens when the auth service cannot be asked.</summary>
[Collection(KBaseCollection.Name)]
public sealed class TokenLookUpTests(KBaseServer server)
{
    private const string NoSample = """{"id":"00000000-0000-4000-8000-000000000000"}""";
    private const string NotFound = "50010 No such sample: 00000000-0000-4000-8000-000000000000";

    /// <summary>Answers with which nobody can tell whose token it is.</summary>
    public static TheoryData<int, string> Rubbish => new()
    {
        { 200, "<html>" },
        { 200, "" },
        { 200, "null" },
        { 200, "[]" },
        { 200, "{}" },
        { 200, """{"user_id":null}""" },
        { 200, """{"user_id":7}""" },
        { 200, """{"user_id":""}""" },
        { 200, """{"user_id":"\ud800"}""" },
        { 200, """{"user_id":"a\nb"}""" },
        { 204, "" },
        { 302, "" },
        { 400, """{"error":{"appcode":30000,"message":"missing"}}""" },
        { 403, """{"error":{"appcode":20000,"message":"forbidden"}}""" },
        { 404, "not here" },
        { 500, """{"error":{"message":"broken"}}""" },
        { 503, "<html>down</html>" },
    };

    [Fact]
    public async Task ManyCallsWithOneToken_AreOneLookUp()
    {
        var (_, client) = server.NewUser();
        server.Fakes.Auth.ClearCalls();
        Task<RpcAnswer>[] calls;
        using (var held = server.Fakes.Auth.Hold())
        {
            calls = [.. Enumerable.Range(0, 60).Select(_ => client.CallAsync("SampleService.get_sample", NoSample))];
            await held.WaitForAsync(1, Patience.Token());
        }

        Assert.All(await Task.WhenAll(calls), answer => answer.AssertRefused(NotFound));
        await client.SaveAsync(SampleText.Small());
        var call = Assert.Single(server.Fakes.Auth.Calls);
        Assert.Equal(("POST", "/api/legacy/KBase/Sessions/Login"), (call.Verb, call.Path));
    }

    [Fact]
    public async Task InvalidToken_OptionalMethod_IsAnonymousAndAskedForAnewEachTime()
    {
        server.Fakes.Auth.ClearCalls();
        var client = server.Client("token-of-nobody");

        for (var i = 0; i < 3; i++)
            (await client.CallAsync("SampleService.get_sample", NoSample)).AssertRefused(NotFound);
        (await client.CallAsync("SampleService.create_sample", "{}"))
            .AssertError(-32000, "Token validation failed: Error connecting to auth service: 401 Unauthorized\n10020 Invalid token");

        Assert.Equal(4, server.Fakes.Auth.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Rubbish))]
    public async Task UnusableAnswer_AnyMethod_IsAnErrorAndForgottenAtOnce(int status, string body)
    {
        var (_, client) = server.NewUser();
        server.Fakes.Auth.AnswerOnly(new FakeReply(status, "text/plain", body));
        try
        {
            foreach (var (method, argument) in new[]
            {
                ("get_sample", NoSample),
                ("get_data_links_from_data", """{"upa":"1/1/1"}"""),
                ("create_sample", $$"""{"sample":{{SampleText.Small()}}}"""),
            })
            {
                var answer = await client.CallAsync("SampleService." + method, argument);
                Assert.Equal(-32000, answer.Code);
                Assert.StartsWith("Token validation failed: ", answer.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            server.Fakes.Auth.AnswerOnly(null);
        }

        (await client.CallAsync("SampleService.get_sample", NoSample)).AssertRefused(NotFound);
        await client.SaveAsync(SampleText.Small());
    }

    [Fact]
    public async Task ServiceDown_TokenNotSeenYet_IsAnErrorOthersGoOn()
    {
        var (_, known) = server.NewUser();
        await known.SaveAsync(SampleText.Small());
        var (_, unknown) = server.NewUser();
        server.Fakes.Auth.Fail(502, "bad gateway");
        try
        {
            (await unknown.CallAsync("SampleService.get_sample", NoSample))
                .AssertError(-32000, "Token validation failed: Error connecting to auth service: 502 Bad Gateway");
            await known.SaveAsync(SampleText.Small());
            (await server.Client(null).CallAsync("SampleService.get_sample", NoSample)).AssertRefused(NotFound);
            Assert.Equal(200, (await unknown.CallAsync("SampleService.status")).Status);
        }
        finally
        {
            server.Fakes.Auth.Recover();
        }
    }

    [Theory]
    [InlineData("sst_0000000000000000000000000000000000000000000")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.eA")]
    [InlineData("eyJhbGciOiJSUzI1NiIsIlx1ZDgwMCI6MX0.e30.c2ln")]
    public async Task TokenOfAnotherKind_IsInvalidAndNotShownToTheAuthService(string token)
    {
        server.Fakes.Auth.ClearCalls();

        (await server.Client(token).CallAsync("SampleService.create_sample", "{}"))
            .AssertError(-32000, "Token validation failed: Error connecting to auth service: 401 Unauthorized\n10020 Invalid token");

        Assert.Empty(server.Fakes.Auth.Calls);
    }

    [Theory]
    [InlineData("Standalone.whoami")]
    [InlineData("Standalone.create_account")]
    [InlineData("Standalone.list_visible_workspaces")]
    [InlineData("Standalone.list_accounts")]
    public async Task StandaloneMethods_AreNotThere(string method)
    {
        var administrator = server.Client(server.Fakes.Auth.AddToken("fulladmin1"));

        (await administrator.CallAsync(method, "{}")).AssertError(-32601, null);
    }
}
