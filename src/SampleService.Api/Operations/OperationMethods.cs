using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>The operations that are methods too: each is an <c>apply</c> of one, and fails with the error itself.</summary>
internal sealed class OperationMethods(
    OperationRunner runner, Administration administration, CompatibilityOptions compatibility, TimeProvider clock) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
        from kind in OperationTable.All
        where kind.Method is not null
        select MethodOf(kind);

    /// <summary>The method that is an operation of its own.</summary>
    public RpcMethod MethodOf(OperationKind kind) =>
        new(kind.Method!, (call, argument, result) => Run(kind, call, argument, result)) { RefusesUnknownMembers = true };

    private async ValueTask Run(OperationKind kind, RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        // The parameters come before who calls, so they are read here first.
        _ = kind.Read(new OperationArgument(argument, null, compatibility.Strict, clock));
        var parameters = new Parameter(argument, "");
        ServiceException? fault = null;
        var request = new OperationRequest(
            [(kind, argument)],
            outcome => (fault = outcome.Answers[0].Error) is null ? ApplyJson.Write(outcome.Answers[0].Result!) : default)
        {
            RequestId = parameters.Member(OperationMembers.RequestId.Name).OrNull?.Text(RequestKey.MaxLength),
            IsAlone = true,
        };
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var actor = await administration.OwnerAsync(
            call, argument, AdministratorRight.Full, AdministrationTarget.Of(request.NamedSamples()));
        var answer = await runner.RunAsync(call, argument, request, new OperationCaller(actor.Requester, actor.User));
        if (fault is not null)
            throw fault;
        if (kind.Method!.Result is not null)
            result.Raw(answer.Span);
    }
}
