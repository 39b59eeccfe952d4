using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream.Standalone;

namespace SampleService.Api;

/// <summary>Workspaces and objects of a stand-alone deployment (docs/standalone.md).</summary>
internal sealed class WorkspaceMethods(IStandaloneAdministration standalone, StandaloneMethods methods) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new("Standalone.list_visible_workspaces", TokenRequirement.Optional, ListVisible) { TakesArgument = false },
        methods.Listing("list_workspaces", async (call, argument, result) => StandaloneJson.WriteList(
            result, await standalone.ListWorkspacesAsync(call.Cancellation), StandaloneJson.Write)),
        methods.OfWorkspace("get_workspace", async (call, argument, result) => StandaloneJson.Write(
            result, await standalone.GetWorkspaceAsync(StandaloneArguments.Workspace(argument), call.Cancellation))),
        methods.Method("create_workspace", async (call, argument, result) => StandaloneJson.Write(result, await standalone.CreateWorkspaceAsync(
            new UserName(StandaloneArguments.RequiredText(argument, "owner")), StandaloneArguments.RequiredText(argument, "name"),
            StandaloneArguments.Flag(argument, "public"), call.Cancellation))),
        methods.OfWorkspace("set_workspace_public", async (call, argument, result) => StandaloneJson.Write(result, await standalone.SetWorkspacePublicAsync(
            StandaloneArguments.Workspace(argument), StandaloneArguments.Flag(argument, "public"), call.Cancellation))),
        methods.OfWorkspace("set_permission", async (call, argument, result) => StandaloneJson.Write(result, await standalone.SetPermissionAsync(
            StandaloneArguments.Workspace(argument), StandaloneArguments.User(argument),
            StandaloneJson.ParseLetter(StandaloneArguments.RequiredText(argument, "permission")), call.Cancellation))),
        methods.Method("delete_workspace", (call, argument, result) => SetDeleted(call, argument, result, true)),
        methods.Method("undelete_workspace", (call, argument, result) => SetDeleted(call, argument, result, false)),
        methods.OfWorkspace("create_object", async (call, argument, result) => StandaloneJson.Write(result, await standalone.CreateObjectAsync(
            StandaloneArguments.Workspace(argument), StandaloneArguments.RequiredText(argument, "name"),
            StandaloneArguments.RequiredText(argument, "type"), call.Cancellation))),
        methods.OfWorkspace("create_object_version", async (call, argument, result) => StandaloneJson.Write(result, await standalone.CreateObjectVersionAsync(
            StandaloneArguments.Workspace(argument), StandaloneArguments.RequiredNumber(argument, "object"),
            StandaloneArguments.OptionalText(argument, "type"), call.Cancellation))),
        methods.OfWorkspace("delete_object", (call, argument, result) => SetObjectDeleted(call, argument, result, true)),
        methods.OfWorkspace("undelete_object", (call, argument, result) => SetObjectDeleted(call, argument, result, false)),
    ];

    private async ValueTask ListVisible(RpcCall call, JsonValue argument, JsonOutput result) => StandaloneJson.WriteList(
        result, await standalone.ListVisibleWorkspacesAsync(Administration.UserOf(call), call.Cancellation), StandaloneJson.Write);

    private async ValueTask SetDeleted(RpcCall call, JsonValue argument, JsonOutput result, bool deleted) =>
        StandaloneJson.Write(result, await standalone.SetWorkspaceDeletedAsync(
            StandaloneArguments.Workspace(argument), deleted, call.Cancellation));

    private async ValueTask SetObjectDeleted(RpcCall call, JsonValue argument, JsonOutput result, bool deleted) =>
        StandaloneJson.Write(result, await standalone.SetObjectDeletedAsync(
            StandaloneArguments.Workspace(argument), StandaloneArguments.RequiredNumber(argument, "object"), deleted, call.Cancellation));
}
