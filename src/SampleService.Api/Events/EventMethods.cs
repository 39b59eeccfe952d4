using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>What has changed since a position (docs/api/events.md).</summary>
internal sealed class EventMethods(PastAccess past, IEventQueries queries, IEventVisibility visibility, Administration administration) : IMethodGroup
{
    /// <summary>How many events a call looks at.</summary>
    private const int MaxExamined = 10_000;

    private const int PageSize = 1000;

    public IEnumerable<RpcMethod> Methods =>
    [
        new(EventDescriptors.GetEvents, GetEvents) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask GetEvents(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var asked = EventParameters.Read(parameters);
        var limit = (int)(parameters.Member(EventDescriptors.Limit.Name).OrNull?.Integer(1, 1000) ?? 100);
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var target = asked.Sample is { } named ? AdministrationTarget.Of(named) : AdministrationTarget.Of("events");
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, target);
        if (asked.Sample is { } sample)
            await past.RequireAsync(call, sample, requester, AccessLevel.Read);

        var (shown, last, bounds) = await FindAsync(requester, asked, limit, call.Cancellation);
        Write(result, shown, last, requester.IsAdministrator ? bounds.Head : null, bounds.Oldest);
    }

    private async ValueTask<(List<SampleEvent> Shown, long Last, EventBounds Bounds)> FindAsync(
        Requester requester, EventParameters asked, int limit, CancellationToken cancellation)
    {
        var shown = new List<SampleEvent>();
        var position = asked.After ?? 0;
        for (var (examined, size) = (0, limit); ; size = Math.Min(PageSize, MaxExamined - examined))
        {
            var page = await queries.ReadAsync(position, asked.Sample, size, cancellation);
            EventParameters.RequireKept(position, page.Bounds);
            var candidates = page.Events.Where(asked.Includes).ToList();
            var samples = requester.IsAdministrator ? Nothing : await queries.FindSamplesAsync(candidates, cancellation);
            foreach (var one in await visibility.ShowAsync(requester, candidates, samples, cancellation))
            {
                shown.Add(one);
                if (shown.Count == limit)
                    return (shown, one.Position, page.Bounds);
            }

            examined += page.Events.Count;
            if (page.Events.Count > 0)
                position = page.Events[^1].Position;
            if (page.Events.Count < size)
                return (shown, Math.Max(position, page.Bounds.Head), page.Bounds);
            if (examined >= MaxExamined)
                return (shown, position, page.Bounds);
        }
    }

    private static readonly IReadOnlyDictionary<SampleId, SampleHeader> Nothing = new Dictionary<SampleId, SampleHeader>();

    private static void Write(JsonOutput result, List<SampleEvent> events, long last, long? head, long oldest)
    {
        result.Raw("{\"events\":["u8);
        for (var i = 0; i < events.Count; i++)
        {
            if (i > 0)
                result.Raw(","u8);
            EventJson.Write(result, events[i]);
        }

        result.Raw("],\"last\":"u8);
        result.Integer(last);
        result.Raw(",\"head\":"u8);
        if (head is { } newest)
            result.Integer(newest);
        else
            result.Raw("null"u8);
        result.Raw(",\"oldest\":"u8);
        result.Integer(oldest);
        result.Raw("}"u8);
    }
}
