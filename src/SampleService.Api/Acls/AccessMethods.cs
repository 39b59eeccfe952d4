using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Why somebody may do something with a sample (docs/api/acls.md).</summary>
internal sealed class AccessMethods(
    IAccessQueries queries, ICallerGroups memberships, GroupAccessFinder groups, Administration administration, IUserDirectory users, LinkedDataAccess data,
    TimeProvider clock) : IMethodGroup
{
    private static readonly AccessLevel[] Levels = [AccessLevel.Read, AccessLevel.Write, AccessLevel.Admin];

    public IEnumerable<RpcMethod> Methods =>
    [
        new(AccessDescriptors.ExplainAccess, ExplainAccess) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask ExplainAccess(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var id = parameters.Member(Params.Id.Name).Required.SampleId();
        var named = parameters.Member(AccessDescriptors.User.Name).OrNull?.UserName();
        var level = Levels[parameters.Member(AccessDescriptors.Level.Name).OrNull?.Choice(AccessDescriptors.Levels) ?? 0];
        var now = Timestamp.Now(clock);
        if (parameters.Member(AccessDescriptors.At.Name).OrNull is { } at && at.Time().CompareTo(now) < 0)
            throw at.Illegal("must not be in the past");
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of(id));

        // Everybody is no user: for an anonymous caller they are the same.
        var user = named is null ? requester.User : named == new UserName(AccessDescriptors.Everybody) ? null : named;
        var record = await queries.FindAsync(id, user, call.Cancellation) ?? throw ServiceException.NoSuchSample(id);
        var isOneself = user == requester.User;
        requester = await memberships.CompleteAsync(requester, AccessLevel.Admin, record.Header.Acls, call.Cancellation);
        AccessRules.Require(requester, isOneself ? AccessLevel.Read : AccessLevel.Admin, record.Header);
        if (!isOneself && user is { } other)
            await RequireKnownAsync(other, call.Cancellation);

        var byGroups = await groups.FindAsync(record.Header, user, requester, level, call.Cancellation);
        var reasons = record.ReasonsFor(level, byGroups.Groups).ToList();
        if (level == AccessLevel.Read)
            reasons.AddRange(await data.FindReasonsAsync(
                await queries.FindLinkedObjectsAsync(id, LinkedDataAccess.MaxObjects, call.Cancellation), user, requester, call.Cancellation));
        if (isOneself && user is not null && LevelOf(await administration.RightOfAsync(call)) is var right && right >= level)
            reasons.Add(new AccessReason(AccessVia.Administrator, right, null, null));
        AccessJson.Write(
            result, record, level, now, reasons, byGroups, withHistory: AccessRules.Allows(requester, AccessLevel.Admin, record.Header));
    }

    private async ValueTask RequireKnownAsync(UserName user, CancellationToken cancellation)
    {
        if ((await users.FindUnknownAsync([user], cancellation)).Count > 0)
            throw new ServiceException(ErrorKind.NoSuchUser, user.Value);
    }

    private static AccessLevel LevelOf(AdministratorRight right) => right switch
    {
        AdministratorRight.Full => AccessLevel.Admin,
        AdministratorRight.Read => AccessLevel.Read,
        _ => AccessLevel.None,
    };
}
