using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Finding samples (docs/api/finding.md).</summary>
internal sealed class FindMethods(
    ISampleFinder finder, Administration administration, FilterContexts contexts, Pages pages,
    ReadExemptUsers exempt) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(FindDescriptors.FindSamples, FindSamples) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask FindSamples(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var asked = FindArguments.Read(argument);
        var page = await pages.ReadAsync(call, argument);
        _ = new Parameter(argument, "").Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.None);
        var scope = asked.RequireAllowed(requester);
        var context = await contexts.LookUpAsync(asked.Filter, requester, call.Cancellation);

        var found = await finder.FindAsync(
            new FindQuery(requester, scope, asked.Filter, context)
            {
                Sort = asked.Sort,
                Descending = asked.Descending,
                Limit = page.Limit,
                After = page.After is { } after ? FindPosition.Of(after) : null,
                Withdrawn = asked.Withdrawn,
                Count = asked.Count && page.After is null,
                Columns = asked.Columns,
                Facets = page.After is null ? asked.Facets : [],
                WithDocuments = asked.Includes.HasFlag(FindIncludes.Sample),
                WithAcls = asked.Includes.HasFlag(FindIncludes.Acls),
                WithMatches = asked.Includes.HasFlag(FindIncludes.Matches),
                WithIdentifiers = asked.Includes.HasFlag(FindIncludes.Identifiers),
            },
            call.Cancellation);
        var next = found.Next is { } position ? await pages.WriteCursorAsync(call, argument, position.ToBytes()) : null;
        new HitWriter(asked, requester, exempt.Users).Write(result, found, next);
    }
}
