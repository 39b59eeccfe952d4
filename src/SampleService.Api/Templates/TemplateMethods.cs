using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Skeletons of samples, for forms (docs/templates.md).</summary>
internal sealed class TemplateMethods(OperationMethods operations, ITemplates templates, Administration administration, Pages pages) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        operations.MethodOf(TemplateOperation.Save),
        new(TemplateDescriptors.List, List) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask List(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var asked = (TemplateScope?)parameters.Member(TemplateDescriptors.Scope.Name).OrNull?.Choice(TemplateDescriptors.Scopes);
        var page = await pages.ReadAsync(call, argument);
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of("templates"));
        var scope = asked ?? (requester.IsAdministrator ? TemplateScope.All : TemplateScope.Readable);
        if (scope == TemplateScope.All && !requester.IsAdministrator)
            throw ServiceException.Illegal("scope all needs as_admin");

        var found = await templates.ListAsync(
            scope, requester.User!.Value, page.After is { } after ? new TemplateId(new Guid(after, bigEndian: true)) : null, page.Limit, call.Cancellation);
        result.Raw("{\"templates\":"u8);
        JsonList.Write(result, found.Templates, TemplateJson.Write);
        await pages.WriteEndAsync(
            call, argument, result, found.HasMore ? found.Templates[^1].Header.Id.Value.ToByteArray(bigEndian: true) : null,
            requester.IsAdministrator ? found.Templates.Count : null);
        result.Raw("}"u8);
    }
}
