using System.Text;
using Microsoft.AspNetCore.Http;

namespace SampleService.Upstream.Tests;

/// <summary>What becomes of requests to a service that fails, hangs or is slow.</summary>
public sealed class UpstreamHttpTests : IAsyncLifetime, IDisposable
{
    private const string Html = "<html>Bad gateway</html>";

    private readonly FakeClock _clock = new();
    private readonly RecordingLog _log = new();
    private StubServer _service = null!;
    private UpstreamHttp _http = null!;

    public async Task InitializeAsync()
    {
        _service = await StubServer.StartAsync(StubServer.Text(200, "{}"));
        _http = new UpstreamHttp("service", "service", TimeSpan.FromSeconds(10), 1000, _clock, _log, minRequests: 3);
    }

    public Task DisposeAsync() => _service.DisposeAsync().AsTask();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData(500, Html)]
    [InlineData(200, Html)]
    [InlineData(503, "")]
    [InlineData(302, "")]
    public async Task Send_ServiceFailsAgainAndAgain_IsAskedOnceASecond(int status, string body)
    {
        _service.Answer = StubServer.Text(status, body);
        for (var i = 0; i < 20; i++)
            await SendAsync();
        Assert.Equal(3, _service.Requests.Length);

        for (var second = 1; second <= 5; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            for (var i = 0; i < 20; i++)
                await SendAsync();
            Assert.Equal(3 + second, _service.Requests.Length);
        }

        Assert.Equal(1, Count("5007"));
    }

    /// <summary>Five a second are no load: as long as there are fewer it is asked, and else fifty times and then once a second.</summary>
    [Theory]
    [InlineData(4, 80)]
    [InlineData(6, 61)]
    [InlineData(100, 69)]
    public async Task Send_CallsToAServiceThatFails_AreBoundedInNumber(int perSecond, int expected)
    {
        using var http = new UpstreamHttp("service", "service", TimeSpan.FromSeconds(10), 1000, _clock, _log);
        _service.Answer = StubServer.Text(500, Html);
        for (var second = 0; second < 20; second++)
        {
            for (var i = 0; i < perSecond; i++)
                await http.TrySendAsync(Request, default);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(expected, _service.Requests.Length);
    }

    /// <summary>Each request is sent once: what has reached a service that fails is not sent there again.</summary>
    [Theory]
    [InlineData("no answer")]
    [InlineData("half a body")]
    [InlineData("chunks without the last")]
    public async Task Send_AnswerBreaksOff_IsAFailureAndSentOnce(string answer)
    {
        _service.Answer = async context =>
        {
            context.Response.ContentLength = answer == "half a body" ? 100 : null;
            if (answer != "no answer")
                await context.Response.WriteAsync("{\"a\":");
            context.Abort();
        };
        for (var i = 0; i < 20; i++)
            Assert.Null(await SendAsync());

        Assert.Equal(3, _service.Requests.Length);
        Assert.Equal(1, Count("5007"));
    }

    [Fact]
    public async Task Send_PooledConnectionWasClosed_IsSentOnAnother()
    {
        Assert.Equal(200, (await SendAsync())?.Status);
        var working = _service.Answer;
        _service.Answer = context =>
        {
            _service.Answer = working;
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.Equal(200, (await SendAsync())?.Status);
        Assert.Equal(3, _service.Requests.Length);
    }

    /// <summary>A body that never ends is read up to what may be, one that trickles for as long as a request may take.</summary>
    [Theory]
    [InlineData(100_000)]
    [InlineData(1)]
    public async Task Send_BodyWithoutEnd_IsAFailure(int chunk)
    {
        var ended = new TaskCompletionSource();
        _service.Answer = async context =>
        {
            using var left = context.RequestAborted.Register(ended.SetResult);
            do
                await context.Response.WriteAsync(new string('{', chunk), context.RequestAborted);
            while (chunk > 1);
            await ended.Task;
        };

        var sending = SendAsync();
        await _service.ArrivalAsync();
        if (chunk == 1)
            _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(await sending);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Send_ServiceWorksAgain_IsAskedAsEver()
    {
        _service.Answer = StubServer.Text(500, Html);
        for (var i = 0; i < 5; i++)
            await SendAsync();
        _service.Answer = StubServer.Text(200, "{}");
        Assert.Null(await SendAsync());

        _clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, (await SendAsync())?.Status);
        Assert.Equal(1, Count("5008"));
    }

    [Fact]
    public async Task Send_ServiceIsGone_FailsAndIsAskedOnceASecond()
    {
        var url = _service.Url;
        await _service.DisposeAsync();
        for (var i = 0; i < 20; i++)
            Assert.Null(await _http.TrySendAsync(() => new HttpRequestMessage(HttpMethod.Get, url), default));
        Assert.Equal(3, Count("5001"));
    }

    [Theory]
    [InlineData(500, """{"version":"1.1","error":{"message":"No workspace with id 7 exists"}}""")]
    [InlineData(500, " \r\n\t{}")]
    [InlineData(401, """{"error":{"appcode":10020}}""")]
    [InlineData(404, Html)]
    [InlineData(401, "")]
    public async Task Send_ErrorsOfTheCaller_AreAnswersOfAServiceThatWorks(int status, string body)
    {
        _service.Answer = StubServer.Text(status, body);
        for (var i = 0; i < 20; i++)
            Assert.Equal(status, (await SendAsync())?.Status);
        Assert.Equal(20, _service.Requests.Length);
    }

    [Fact]
    public async Task Send_FewFailuresAmongMany_AreNoReasonToStop()
    {
        var answers = 0;
        _service.Answer = context => (++answers % 3 == 0 ? StubServer.Text(500, Html) : StubServer.Text(200, "{}"))(context);
        for (var i = 0; i < 30; i++)
            Assert.NotNull(await SendAsync());
    }

    [Fact]
    public async Task Send_ServiceAnswersNothing_LaterRequestsGetAQuarterOfTheTime()
    {
        _service.Hold();
        var first = SendAsync();
        await _service.ArrivalAsync();
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        var second = SendAsync();
        await _service.ArrivalAsync();

        _clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Null(await second);
        Assert.False(first.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await first);
    }

    [Fact]
    public async Task Send_ServiceIsFoundToFail_CallsUnderWayEnd()
    {
        _service.Hold();
        var first = SendAsync();
        await _service.ArrivalAsync();
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        for (var i = 0; i < 3; i++)
        {
            var next = SendAsync();
            await _service.ArrivalAsync();
            _clock.Advance(TimeSpan.FromSeconds(2.4));
            Assert.False(next.IsCompleted);
            _clock.Advance(TimeSpan.FromSeconds(0.1));
            await next;
        }

        Assert.Null(await first);
        Assert.Equal(1, Count("5007"));
    }

    [Fact]
    public void Begin_ServiceHasLetARequestRunOut_GivesEachFourthAllTime()
    {
        var limit = new AttemptLimit(TimeSpan.FromSeconds(10), _clock);
        limit.End(limit.Begin(), AttemptEnd.TimedOut);
        Assert.Equal([2.5, 2.5, 2.5, 10, 2.5], Next(limit, 5));

        limit.End(limit.Begin(), AttemptEnd.Answered);
        Assert.Equal([10], Next(limit, 1));
    }

    [Fact]
    public void Begin_ServiceIsSlowByNature_GivesTwiceWhatItsAnswersTake()
    {
        var limit = new AttemptLimit(TimeSpan.FromSeconds(10), _clock);
        var slow = limit.Begin();
        _clock.Advance(TimeSpan.FromSeconds(3));
        limit.End(slow, AttemptEnd.Answered);
        limit.End(limit.Begin(), AttemptEnd.TimedOut);

        Assert.Equal([6], Next(limit, 1));
    }

    [Fact]
    public async Task Send_TheOneTryIsCancelled_TheServiceIsStillNotAsked()
    {
        await OpenAsync();
        _service.Hold();
        _clock.Advance(TimeSpan.FromSeconds(1));
        using var leaving = new CancellationTokenSource();
        var sending = _http.TrySendAsync(Request, leaving.Token);
        await _service.ArrivalAsync();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        _service.Release();

        Assert.Null(await SendAsync());
        Assert.Equal(4, _service.Requests.Length);
        Assert.Equal(0, Count("5008"));
    }

    [Fact]
    public async Task Send_TheOneTryHangs_OthersFailAtOnce()
    {
        await OpenAsync();
        _service.Hold();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var sending = SendAsync();
        await _service.ArrivalAsync();
        for (var i = 0; i < 20; i++)
            Assert.Null(await SendAsync());
        Assert.False(sending.IsCompleted);
        Assert.Equal(4, _service.Requests.Length);

        _service.Answer = StubServer.Text(200, "{}");
        _service.Release();
        Assert.Equal(200, (await sending)?.Status);
    }

    [Fact]
    public async Task Send_CallersLeaveAHangingServiceAfterLong_IsFoundToFail()
    {
        var leaving = Enumerable.Range(0, 3).Select(static _ => new CancellationTokenSource()).ToList();
        _service.Hold();
        var sending = leaving.ConvertAll(left => _http.TrySendAsync(Request, left.Token));
        for (var i = 0; i < leaving.Count; i++)
            await _service.ArrivalAsync();
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        foreach (var left in leaving)
            await left.CancelAsync();
        foreach (var one in sending)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);

        Assert.Null(await SendAsync());
        Assert.Equal(1, Count("5007"));
        leaving.ForEach(static left => left.Dispose());
    }

    [Fact]
    public async Task Send_CallerLeaves_IsNoFailureOfTheService()
    {
        for (var i = 0; i < 10; i++)
        {
            using var leaving = new CancellationTokenSource();
            _service.Hold();
            var sending = _http.TrySendAsync(Request, leaving.Token);
            await _service.ArrivalAsync();
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
            _service.Release();
        }

        Assert.Equal(200, (await SendAsync())?.Status);
        Assert.Equal(0, Count("5007"));
    }

    /// <summary>So many failures that the service is not asked for a while.</summary>
    private async Task OpenAsync()
    {
        _service.Answer = StubServer.Text(500, Html);
        for (var i = 0; i < 3; i++)
        {
            await SendAsync();
            await _service.ArrivalAsync();
        }
    }

    /// <summary>The seconds that requests get which are sent one after the other, and not answered.</summary>
    private static double[] Next(AttemptLimit limit, int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var attempt = limit.Begin();
        limit.End(attempt, AttemptEnd.Unknown);
        return attempt.Limit.TotalSeconds;
    })];

    private Task<UpstreamResponse?> SendAsync() => _http.TrySendAsync(Request, default);

    private HttpRequestMessage Request() => new(HttpMethod.Post, _service.Url) { Content = new StringContent("{}", Encoding.UTF8) };

    private int Count(string eventId) => _log.Text.Split($" {eventId} ").Length - 1;
}
