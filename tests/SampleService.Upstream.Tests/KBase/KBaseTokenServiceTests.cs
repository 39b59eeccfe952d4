using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using SampleService.Domain;
using SampleService.Testing.Fakes;
using SampleService.Upstream.KBase;

namespace SampleService.Upstream.Tests.KBase;

/// <summary>Owners of valid tokens, reasons of invalid ones, and failed checks.</summary>
public sealed class KBaseTokenServiceTests
{
    private const string Invalid = "Error connecting to auth service: 401 Unauthorized\n10020 Invalid token";

    [Fact]
    public async Task FindOwner_GoodToken_PostsAFormWithoutHeader()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(200, """{"user_id": "user1"}"""));
        await using var kbase = KBaseHarness.Over(stub.Url);
        Assert.Equal(new TokenOwner(new UserName("user1"), null), await kbase.Tokens.FindOwnerAsync("a b&c=+", default));
        Assert.Equal(
            new SeenRequest(
                "POST", "/api/legacy/KBase/Sessions/Login", "token=a+b%26c%3D%2B&fields=user_id", "",
                "application/x-www-form-urlencoded"),
            Assert.Single(stub.Requests));
    }

    [Fact]
    public async Task FindOwner_AuthService_KnowsGoodAndBadTokens()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        Assert.Equal(new UserName("user1"), (await kbase.Tokens.FindOwnerAsync("token-user1", default)).User);
        Assert.Equal(new TokenOwner(null, Invalid), await kbase.Tokens.FindOwnerAsync("nobody-at-all", default));
        Assert.Equal(new TokenOwner(null, Invalid), await kbase.Tokens.FindOwnerAsync("Bearer token-user1", default));
        Assert.DoesNotContain("token-user1", kbase.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, 10010, "400 Bad Request\nx")]
    [InlineData(400, 10011, "400 Bad Request\nx")]
    [InlineData(400, 10020, "400 Bad Request\nx")]
    [InlineData(401, 99999, "401 Unauthorized\nx")]
    public async Task FindOwner_AnswersThatMeanInvalid_GiveTheReason(int status, int code, string reason)
    {
        await using var stub = await StubServer.StartAsync(Error(status, code));
        await using var kbase = KBaseHarness.Over(stub.Url);
        Assert.Equal(
            new TokenOwner(null, $"Error connecting to auth service: {reason}"),
            await kbase.Tokens.FindOwnerAsync("t", default));
    }

    [Fact]
    public async Task FindOwner_Status401WithoutJson_IsInvalid()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(401, "go away"));
        await using var kbase = KBaseHarness.Over(stub.Url);
        Assert.Equal(
            new TokenOwner(null, "Error connecting to auth service: 401 Unauthorized"),
            await kbase.Tokens.FindOwnerAsync("t", default));
    }

    [Theory]
    [InlineData(500, """{"error": {"appcode": 10020, "message": "x"}}""", "Error connecting to auth service: 500 Internal Server Error\nx")]
    [InlineData(400, """{"error": {"appcode": 30001, "message": "x"}}""", "Error connecting to auth service: 400 Bad Request\nx")]
    [InlineData(400, """{"error": {"appcode": "10020", "message": "x"}}""", "Error connecting to auth service: 400 Bad Request\nx")]
    [InlineData(502, "no auth today", "Error connecting to auth service: 502 Bad Gateway")]
    [InlineData(302, "", "Error connecting to auth service: 302 Found")]
    [InlineData(200, "not JSON", "Error connecting to auth service: its answer cannot be understood")]
    [InlineData(200, "{}", "Error connecting to auth service: its answer cannot be understood")]
    [InlineData(200, "[]", "Error connecting to auth service: its answer cannot be understood")]
    [InlineData(200, """{"user_id": 5}""", "Error connecting to auth service: its answer cannot be understood")]
    [InlineData(200, """{"user_id": null}""", "Error connecting to auth service: its answer cannot be understood")]
    [InlineData(200, """{"user_id": " "}""", "Error connecting to auth service: its answer cannot be understood")]
    [InlineData(200, """{"user_id": "a\ud800"}""", "Error connecting to auth service: its answer cannot be understood")]
    [InlineData(200, """{"user_id": "a", "user_id": "b"}""", "Error connecting to auth service: its answer cannot be understood")]
    public async Task FindOwner_OtherAnswers_FailTheCheck(int status, string body, string reason)
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(status, body));
        await using var kbase = KBaseHarness.Over(stub.Url);
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, $"Token validation failed: {reason}",
            () => kbase.Tokens.FindOwnerAsync("t", default));
    }

    /// <summary>What counts is what it is, and not what it is called.</summary>
    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain; charset=latin1")]
    [InlineData("image/png")]
    [InlineData("x")]
    public async Task FindOwner_WrongContentType_IsReadForWhatItIs(string type)
    {
        await using var stub = await StubServer.StartAsync(Typed(type, """{"user_id": "user1"}"""u8.ToArray()));
        await using var kbase = KBaseHarness.Over(stub.Url);
        Assert.Equal(new UserName("user1"), (await kbase.Tokens.FindOwnerAsync("t", default)).User);

        stub.Answer = Typed("application/json", "<html>{\"user_id\": \"user1\"}</html>"u8.ToArray());
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "Token validation failed: Error connecting to auth service: its answer cannot be understood",
            () => kbase.Tokens.FindOwnerAsync("other", default));
    }

    /// <summary>It was not asked for, and unpacking it could take any memory.</summary>
    [Fact]
    public async Task FindOwner_CompressedAnswer_IsNotUnpacked()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write("""{"user_id": "user1"}"""u8);
        await using var stub = await StubServer.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return Typed("application/json", packed.ToArray())(context);
        });
        await using var kbase = KBaseHarness.Over(stub.Url);
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "Token validation failed: Error connecting to auth service: its answer cannot be understood",
            () => kbase.Tokens.FindOwnerAsync("t", default));
    }

    [Fact]
    public async Task FindOwner_HalfABody_FailsTheCheckAndIsNotRemembered()
    {
        await using var stub = await StubServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("""{"user_id": "user1"}""");
            context.Abort();
        });
        await using var kbase = KBaseHarness.Over(stub.Url);
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "Token validation failed: Error connecting to auth service",
            () => kbase.Tokens.FindOwnerAsync("t", default));
        Assert.Null(kbase.Tokens.FindKnownOwner("t"));

        stub.Answer = StubServer.Text(200, """{"user_id": "user2"}""");
        Assert.Equal(new UserName("user2"), (await kbase.Tokens.FindOwnerAsync("t", default)).User);
    }

    [Fact]
    public async Task FindOwner_NoConnection_FailsTheCheck()
    {
        var stub = await StubServer.StartAsync();
        var address = stub.Url;
        await stub.DisposeAsync();
        await using var kbase = KBaseHarness.Over(address);
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "Token validation failed: Error connecting to auth service",
            () => kbase.Tokens.FindOwnerAsync("secret-token", default));
        Assert.Contains("5001", kbase.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", kbase.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindOwner_Timeout_FailsTheCheck()
    {
        await using var stub = await StubServer.StartAsync();
        stub.Hold();
        await using var kbase = KBaseHarness.Over(stub.Url, TimeSpan.FromMilliseconds(200));
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "Token validation failed: Error connecting to auth service",
            () => kbase.Tokens.FindOwnerAsync("t", default));
        Assert.Contains("5002", kbase.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindOwner_ResponseTooLarge_FailsTheCheck()
    {
        await using var stub = await StubServer.StartAsync(
            StubServer.Text(200, $$"""{"user_id": "user1", "x": "{{new string('x', 2_000_000)}}"}"""));
        await using var kbase = KBaseHarness.Over(stub.Url);
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "Token validation failed: Error connecting to auth service",
            () => kbase.Tokens.FindOwnerAsync("t", default));
    }

    [Fact]
    public async Task FindOwner_Redirect_IsNotFollowed()
    {
        await using var target = await StubServer.StartAsync(StubServer.Text(200, """{"user_id": "user1"}"""));
        await using var stub = await StubServer.StartAsync();
        foreach (var status in new[] { 301, 302, 303, 307, 308 })
        {
            stub.Answer = context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = target.Url.AbsoluteUri;
                return Task.CompletedTask;
            };
            await using var kbase = KBaseHarness.Over(stub.Url);
            await Assert.ThrowsAsync<ServiceException>(async () => await kbase.Tokens.FindOwnerAsync("t", default));
        }

        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task FindOwner_CookieOfService_IsNotSentBack()
    {
        var cookies = new List<string>();
        await using var stub = await StubServer.StartAsync(context =>
        {
            cookies.Add(context.Request.Headers.Cookie.ToString());
            context.Response.Headers.SetCookie = "session=1; Path=/";
            return context.Response.WriteAsync("""{"user_id": "user1"}""");
        });
        await using var kbase = KBaseHarness.Over(stub.Url);
        await kbase.Tokens.FindOwnerAsync("a", default);
        await kbase.Tokens.FindOwnerAsync("b", default);
        Assert.Equal(["", ""], cookies);
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\r\nX-Other: b")]
    [InlineData("a\0")]
    [InlineData("tök")]
    [InlineData("a\ud800")]
    [InlineData("sst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.c2ln")]
    public async Task FindOwner_TokenOfOtherIssuer_IsInvalidAndNotSent(string token)
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(200, """{"user_id": "user1"}"""));
        await using var kbase = KBaseHarness.Over(stub.Url);
        Assert.Equal(new TokenOwner(null, Invalid), await kbase.Tokens.FindOwnerAsync(token, default));
        await ServiceFault.IsAsync(
            ErrorKind.AuthenticationFailed, "KBase auth server reported token is invalid.",
            () => kbase.Roles.FindRightAsync(token, new UserName("user1"), default));
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task FindOwner_LongAndStrangeMessage_IsCutAndCleaned()
    {
        var message = "a\\u0007\\t\\nb" + new string('x', 5000);
        await using var stub = await StubServer.StartAsync(
            StubServer.Text(401, $$$"""{"error": {"message": "{{{message}}}"}}"""));
        await using var kbase = KBaseHarness.Over(stub.Url);
        var reason = (await kbase.Tokens.FindOwnerAsync("t", default)).Reason!;
        Assert.Equal("Error connecting to auth service: 401 Unauthorized\na\ufffd\ufffd\nb" + new string('x', 4091), reason);
    }

    [Fact]
    public async Task FindOwner_WithinFiveMinutes_CompletesFromCache()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        await kbase.Tokens.FindOwnerAsync("token-user1", default);
        kbase.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        var again = kbase.Tokens.FindOwnerAsync(new string("token-user1"), default);
        Assert.True(again.IsCompletedSuccessfully);
        Assert.Equal(new UserName("user1"), (await again).User);
        Assert.Single(auth.Calls);
        kbase.Clock.Advance(TimeSpan.FromTicks(1));
        await kbase.Tokens.FindOwnerAsync("token-user1", default);
        Assert.Equal(2, auth.Calls.Count);
    }

    [Fact]
    public async Task FindOwner_CacheHit_AllocatesNothing()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        var tokens = kbase.Tokens;
        await tokens.FindOwnerAsync("token-user1", default);
        Assert.Equal(0, Measure());

        long Measure()
        {
            Assert.True(tokens.FindOwnerAsync("token-user1", default).IsCompletedSuccessfully);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
                _ = tokens.FindOwnerAsync("token-user1", default).Result;
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task FindOwner_InvalidTokensAndFailures_AreNotCached()
    {
        await using var auth = await AuthFake.StartAsync();
        await using var kbase = KBaseHarness.Over(auth.Url);
        Assert.Null((await kbase.Tokens.FindOwnerAsync("token-later", default)).User);
        auth.Fail(502);
        await Assert.ThrowsAsync<ServiceException>(async () => await kbase.Tokens.FindOwnerAsync("token-later", default));
        auth.Recover();
        auth.AddUser("later");
        Assert.Equal(new UserName("later"), (await kbase.Tokens.FindOwnerAsync("token-later", default)).User);
        Assert.Equal(3, auth.Calls.Count);
    }

    [Fact]
    public async Task FindOwner_ConcurrentCallsWithOneToken_MakeOneRequest()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(200, """{"user_id": "user1"}"""));
        stub.Hold();
        await using var kbase = KBaseHarness.Over(stub.Url);
        var calls = Enumerable.Range(0, 50).Select(_ => kbase.Tokens.FindOwnerAsync("t", default).AsTask()).ToArray();
        await stub.ArrivalAsync();
        stub.Release();
        Assert.All(await Task.WhenAll(calls), owner => Assert.Equal(new UserName("user1"), owner.User));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task FindOwner_MoreCallsWithOneNewTokenThanPlaces_CountAsOne()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(200, """{"user_id": "user1"}"""));
        stub.Hold();
        await using var kbase = new KBaseHarness(KBaseHarness.Options(stub.Url, stub.Url, maxWaitingCalls: 2));
        var calls = Enumerable.Range(0, 50).Select(_ => kbase.Tokens.FindOwnerAsync("new", default).AsTask()).ToArray();
        await stub.ArrivalAsync();
        stub.Release();
        Assert.All(await Task.WhenAll(calls), owner => Assert.Equal(new UserName("user1"), owner.User));
    }

    [Fact]
    public async Task FindOwner_FailureWhileManyWait_ReachesOnlyThem()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(502, "down"));
        stub.Hold();
        await using var kbase = KBaseHarness.Over(stub.Url);
        var calls = Enumerable.Range(0, 5).Select(_ => kbase.Tokens.FindOwnerAsync("t", default).AsTask()).ToArray();
        await stub.ArrivalAsync();
        stub.Release();
        foreach (var call in calls)
            await Assert.ThrowsAsync<ServiceException>(() => call);
        Assert.Single(stub.Requests);
        stub.Answer = StubServer.Text(200, """{"user_id": "user1"}""");
        Assert.Equal(new UserName("user1"), (await kbase.Tokens.FindOwnerAsync("t", default)).User);
    }

    [Fact]
    public async Task FindOwner_OneWaitingCallerCancels_OthersGetTheAnswer()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(200, """{"user_id": "user1"}"""));
        stub.Hold();
        await using var kbase = KBaseHarness.Over(stub.Url);
        using var impatience = new CancellationTokenSource();
        var first = kbase.Tokens.FindOwnerAsync("t", impatience.Token).AsTask();
        var second = kbase.Tokens.FindOwnerAsync("t", default).AsTask();
        await stub.ArrivalAsync();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        stub.Release();
        Assert.Equal(new UserName("user1"), (await second).User);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task FindOwner_TokensNeverSeenHoldTheirPlaces_OnesThatWereValidAreAsked()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(200, """{"user_id": "user1"}"""));
        await using var kbase = new KBaseHarness(KBaseHarness.Options(stub.Url, stub.Url, maxWaitingCalls: 4));
        await kbase.Tokens.FindOwnerAsync("known", default);
        await stub.ArrivalAsync();
        kbase.Clock.Advance(KBaseTokenService.Lifetime);
        stub.Hold();
        var invented = Enumerable.Range(0, 2).Select(i => kbase.Tokens.FindOwnerAsync($"invented-{i}", default).AsTask()).ToArray();

        await ServiceFault.IsAsync(
            ErrorKind.Busy, "Too many calls wait for the auth service", () => kbase.Tokens.FindOwnerAsync("one-more", default));
        var known = kbase.Tokens.FindOwnerAsync("known", default).AsTask();
        stub.Release();

        Assert.Equal(new UserName("user1"), (await known).User);
        await Task.WhenAll(invented);
    }

    [Fact]
    public async Task FindOwner_TokenThatWasFoundWrong_IsOneNeverSeenAgain()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(200, """{"user_id": "user1"}"""));
        await using var kbase = new KBaseHarness(KBaseHarness.Options(stub.Url, stub.Url, maxWaitingCalls: 2));
        await kbase.Tokens.FindOwnerAsync("revoked", default);
        kbase.Clock.Advance(KBaseTokenService.Lifetime);
        stub.Answer = StubServer.Text(401, "go away");
        Assert.Null((await kbase.Tokens.FindOwnerAsync("revoked", default)).User);
        stub.Hold();
        var invented = kbase.Tokens.FindOwnerAsync("invented", default).AsTask();

        await ServiceFault.IsAsync(
            ErrorKind.Busy, "Too many calls wait for the auth service", () => kbase.Tokens.FindOwnerAsync("revoked", default));

        stub.Release();
        await invented;
    }

    private static Func<HttpContext, Task> Typed(string type, byte[] body) => context =>
    {
        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(body).AsTask();
    };

    private static Func<HttpContext, Task> Error(int status, int code) =>
        StubServer.Text(status, $$$"""{"error": {"appcode": {{{code}}}, "message": "x"}}""");
}
