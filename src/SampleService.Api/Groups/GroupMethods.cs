using System.Text;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Groups of users (docs/groups.md).</summary>
internal sealed class GroupMethods(OperationMethods operations, IGroups groups, Administration administration, Pages pages) : IMethodGroup
{
    /// <summary>The longest history that is shown, in characters.</summary>
    private const long MaxHistory = 16_000_000;

    private static readonly GroupRoles[] Roles = [GroupRoles.Member, GroupRoles.Manager, GroupRoles.Owner, GroupRoles.Any];

    public IEnumerable<RpcMethod> Methods =>
    [
        operations.MethodOf(GroupOperationKinds.Create),
        operations.MethodOf(GroupOperationKinds.Update),
        new(GroupDescriptors.Get, Get) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
        new(GroupDescriptors.List, List) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask Get(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var name = GroupOperationKinds.ReadName(parameters);
        var withHistory = parameters.Member(GroupDescriptors.History.Name).OrNull?.Flag() ?? false;
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.None);
        var group = await groups.FindAsync(name, call.Cancellation) ?? throw new ServiceException(ErrorKind.NoSuchGroup, name.ToString());
        if (!requester.IsAdministrator && !group.MayRead(requester.User!.Value))
            throw ServiceException.Unauthorized($"{requester.Title} cannot read group {name}");
        // A change that comes between the two reads is left for the next call.
        var changes = withHistory
            ? (await groups.ListChangesAsync(name, MaxHistory, call.Cancellation)).Where(change => change.Version <= group.Version).ToList()
            : null;
        GroupJson.Write(result, group, changes);
    }

    private async ValueTask List(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var role = parameters.Member(GroupDescriptors.Role.Name).OrNull?.Choice(GroupDescriptors.Roles) is { } index ? Roles[index] : GroupRoles.Any;
        var page = await pages.ReadAsync(call, argument);
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.None);
        var found = await groups.ListAsync(
            requester.User!.Value, requester.IsAdministrator ? GroupRoles.None : role,
            page.After is { } after ? new GroupName(Encoding.UTF8.GetString(after)) : null, page.Limit, call.Cancellation);
        result.Raw("{\"groups\":"u8);
        JsonList.Write(result, found.Groups, static (output, group) => GroupJson.Write(output, group));
        await pages.WriteEndAsync(
            call, argument, result, found.HasMore ? Encoding.UTF8.GetBytes(found.Groups[^1].Name.Value) : null,
            requester.IsAdministrator ? found.Groups.Count : null);
        result.Raw("}"u8);
    }
}
