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
        new(WorkspaceDescriptors.ListVisible, ListVisible),
        methods.Method(WorkspaceDescriptors.ListWorkspaces, async (call, argument, result) => JsonList.Write(
            result, await standalone.ListWorkspacesAsync(call.Cancellation), StandaloneJson.Write)),
        methods.OfWorkspace(WorkspaceDescriptors.GetWorkspace, async (call, argument, result) => StandaloneJson.Write(
            result, await standalone.GetWorkspaceAsync(StandaloneArguments.Workspace(argument), call.Cancellation))),
        methods.Method(WorkspaceDescriptors.CreateWorkspace, async (call, argument, result) => StandaloneJson.Write(result, await standalone.CreateWorkspaceAsync(
            new UserName(StandaloneArguments.RequiredText(argument, WorkspaceDescriptors.Owner)),
            StandaloneArguments.RequiredText(argument, WorkspaceDescriptors.WorkspaceName),
            StandaloneArguments.Flag(argument, StandaloneParams.Public), call.Cancellation))),
        methods.OfWorkspace(WorkspaceDescriptors.SetPublic, async (call, argument, result) => StandaloneJson.Write(result, await standalone.SetWorkspacePublicAsync(
            StandaloneArguments.Workspace(argument), StandaloneArguments.Flag(argument, StandaloneParams.Public), call.Cancellation))),
        methods.OfWorkspace(WorkspaceDescriptors.SetPermission, async (call, argument, result) => StandaloneJson.Write(result, await standalone.SetPermissionAsync(
            StandaloneArguments.Workspace(argument), StandaloneArguments.User(argument),
            StandaloneJson.ParseLetter(StandaloneArguments.RequiredText(argument, WorkspaceDescriptors.Permission)), call.Cancellation))),
        methods.Method(WorkspaceDescriptors.DeleteWorkspace, (call, argument, result) => SetDeleted(call, argument, result, true)),
        methods.Method(WorkspaceDescriptors.UndeleteWorkspace, (call, argument, result) => SetDeleted(call, argument, result, false)),
        methods.OfWorkspace(WorkspaceDescriptors.CreateObject, async (call, argument, result) => StandaloneJson.Write(result, await standalone.CreateObjectAsync(
            StandaloneArguments.Workspace(argument), StandaloneArguments.RequiredText(argument, WorkspaceDescriptors.ObjectName),
            StandaloneArguments.RequiredText(argument, WorkspaceDescriptors.ObjectType), call.Cancellation))),
        methods.OfWorkspace(WorkspaceDescriptors.CreateObjectVersion, async (call, argument, result) => StandaloneJson.Write(result, await standalone.CreateObjectVersionAsync(
            StandaloneArguments.Workspace(argument), StandaloneArguments.RequiredNumber(argument, StandaloneParams.ObjectNumber),
            StandaloneArguments.OptionalText(argument, WorkspaceDescriptors.NewType), call.Cancellation))),
        methods.OfWorkspace(WorkspaceDescriptors.DeleteObject, (call, argument, result) => SetObjectDeleted(call, argument, result, true)),
        methods.OfWorkspace(WorkspaceDescriptors.UndeleteObject, (call, argument, result) => SetObjectDeleted(call, argument, result, false)),
    ];

    private async ValueTask ListVisible(RpcCall call, JsonValue argument, JsonOutput result) => JsonList.Write(
        result, await standalone.ListVisibleWorkspacesAsync(Administration.UserOf(call), call.Cancellation), StandaloneJson.Write);

    private async ValueTask SetDeleted(RpcCall call, JsonValue argument, JsonOutput result, bool deleted) =>
        StandaloneJson.Write(result, await standalone.SetWorkspaceDeletedAsync(
            StandaloneArguments.Workspace(argument), deleted, call.Cancellation));

    private async ValueTask SetObjectDeleted(RpcCall call, JsonValue argument, JsonOutput result, bool deleted) =>
        StandaloneJson.Write(result, await standalone.SetObjectDeletedAsync(
            StandaloneArguments.Workspace(argument), StandaloneArguments.RequiredNumber(argument, StandaloneParams.ObjectNumber), deleted, call.Cancellation));
}
