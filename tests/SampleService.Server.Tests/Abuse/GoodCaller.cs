using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Abuse;

/// <summary>
/// A caller with a valid token who does nothing unusual: reads a sample at a steady pace, while somebody asks whether the service is
/// live. Tests compare how many of the calls are answered while others abuse the service with how many are without.
/// </summary>
internal sealed class GoodCaller(Uri root, string token, string sample) : IDisposable
{
    private const int Calls = 60;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new() { BaseAddress = root, Timeout = Longest };
    private readonly string _body = RpcClient.Body("SampleService.get_sample", $$"""{"id":"{{sample}}"}""");

    /// <summary>A caller whose sample and token are those of a user.</summary>
    public static async Task<GoodCaller> CreateAsync(Uri root, string token)
    {
        using var client = new RpcClient(root, token);
        var (id, _) = await client.SaveAsync(SampleText.Small());
        return new GoodCaller(root, token, id);
    }

    /// <summary>More than half of the calls are answered while the abuse goes on, and it is said in time that the service is live.</summary>
    public async Task AssertServedAsync(Func<CancellationToken, Task> abuse)
    {
        var usually = await CallAsync();
        using var end = new CancellationTokenSource();
        var abused = abuse(end.Token);
        using var health = new HealthWatch(root);
        var meanwhile = await CallAsync();
        health.AssertLive();
        await end.CancelAsync();
        await abused;
        Assert.True(usually == Calls, $"{usually} of {Calls} calls were answered without any abuse");
        Assert.True(meanwhile > Calls / 2, $"{meanwhile} of {Calls} calls were answered");
    }

    public void Dispose() => _http.Dispose();

    private async Task<int> CallAsync()
    {
        var calls = new List<Task<bool>>();
        for (var i = 0; i < Calls; i++)
        {
            calls.Add(IsAnsweredAsync());
            await Task.Delay(Pace);
        }

        return (await Task.WhenAll(calls)).Count(isAnswered => isAnswered);
    }

    private async Task<bool> IsAnsweredAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(_body) };
        request.Headers.TryAddWithoutValidation("Authorization", token);
        try
        {
            using var answer = await _http.SendAsync(request);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
