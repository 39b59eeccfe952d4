using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>Answers every request with <see cref="Reply"/>, and keeps the requests.</summary>
public sealed class CannedService : FakeService
{
    private readonly List<FakeRequest> _requests = [];
    private FakeReply _reply = FakeReply.Json(200, new JsonMap());

    private CannedService()
    {
    }

    public FakeReply Reply
    {
        get
        {
            lock (Gate)
                return _reply;
        }

        set
        {
            lock (Gate)
                _reply = value;
        }
    }

    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (Gate)
                return [.. _requests];
        }
    }

    public static async Task<CannedService> StartAsync(CancellationToken cancellationToken = default)
    {
        var service = new CannedService();
        await service.ListenAsync(cancellationToken);
        return service;
    }

    private protected override Task<FakeReply> ServeAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        lock (Gate)
        {
            _requests.Add(request);
            return Task.FromResult(_reply);
        }
    }

    private protected override JsonMap Control(string verb, string path, JsonMap data) => new() { ["ok"] = true };
}
