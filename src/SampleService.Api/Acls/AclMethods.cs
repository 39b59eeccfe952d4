using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Users who are never shown among the readers of a sample. What they may do is not changed.</summary>
/// <param name="Users">The users.</param>
public sealed record ReadExemptUsers(UserSet Users);

/// <summary>Reading and changing ACLs (docs/api/acls.md).</summary>
internal sealed class AclMethods(
    GrainCalls grains, Administration administration, AclEntries entries, ReadExemptUsers exempt) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(AclDescriptors.GetAcls, GetAcls),
        new(AclDescriptors.UpdateAcls, UpdateAcls),
        new(AclDescriptors.UpdateManyAcls, UpdateAclsOfMany),
        new(AclDescriptors.ReplaceAcls, ReplaceAcls),
    ];

    private async ValueTask GetAcls(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var id = Arguments.SampleId(argument);
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of(id));
        var acls = await grains.Sample(call, id).GetAcls(requester);
        AclJson.Write(result, acls, exempt.Users);
    }

    private async ValueTask UpdateAcls(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var id = Arguments.SampleId(argument);
        var delta = AclArguments.Delta(argument);
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Full, AdministrationTarget.Of(id));
        await ChangeAsync(call, id, requester, delta);
    }

    private async ValueTask UpdateAclsOfMany(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var delta = AclArguments.Delta(argument);
        var ids = AclDescriptors.Ids.In(argument);
        var requester = await administration.RequesterAsync(
            call, argument, AdministratorRight.Full, AdministrationTarget.Of(IdsAmong(ids)));
        if (ids.IsNullOrAbsent)
            throw ServiceException.Missing("ids");
        if (ids.Kind != JsonKind.Array)
            throw ServiceException.Illegal("ids must be a list");
        // One after the other: what was changed before a failure stays changed.
        foreach (var item in ids.Items)
        {
            var id = Arguments.ParseUuid(item)
                ?? throw ServiceException.Illegal($"{PythonText.Echo(item)} must be a UUID string");
            await ChangeAsync(call, new SampleId(id), requester, delta);
        }
    }

    private async ValueTask ReplaceAcls(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var id = Arguments.SampleId(argument);
        var replacement = AclArguments.Replacement(argument);
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Full, AdministrationTarget.Of(id));
        await RequireKnownAsync(replacement.Users, call.Cancellation);
        await grains.Sample(call, id).ReplaceAcls(new ReplaceAcls(requester, replacement, WriteId.New()));
    }

    private async ValueTask ChangeAsync(RpcCall call, SampleId id, Requester requester, AclDelta delta)
    {
        await RequireKnownAsync(delta.Users, call.Cancellation);
        await grains.Sample(call, id).ChangeAcls(new ChangeAcls(requester, delta, WriteId.New()));
    }

    /// <summary>The valid ids in a list that was not checked yet.</summary>
    private static IEnumerable<SampleId> IdsAmong(JsonValue ids)
    {
        foreach (var item in ids.Items)
            if (Arguments.ParseUuid(item) is { } id)
                yield return new SampleId(id);
    }

    private async ValueTask RequireKnownAsync(IEnumerable<UserName> named, CancellationToken cancellation)
    {
        var names = named.ToArray();
        if (names.Length == 0)
            return;
        var unknown = await entries.FindUnknownAsync(names, cancellation);
        if (unknown.Count > 0)
            throw AclArguments.Unknown(unknown);
    }
}
