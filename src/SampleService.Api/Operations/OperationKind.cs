using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>An operation as callers know it: the one declaration serves <c>apply</c> and the method of the same name.</summary>
/// <param name="Name">The value of <c>op</c>.</param>
/// <param name="Members">Its parameters; all others are refused.</param>
/// <param name="Read">Makes the checks of the parameters in their order.</param>
/// <exception cref="ServiceException">Thrown by <paramref name="Read"/>: the first check that fails.</exception>
internal sealed record OperationKind(string Name, Member[] Members, Func<OperationArgument, RequestedOperation> Read)
{
    private ObjectSchema? _schema;

    /// <summary>The method of the same name; null for one of the old methods, which are not made of operations.</summary>
    public MethodDescriptor? Method { get; init; }

    /// <summary>The name of the member that tells operations apart.</summary>
    public const string Op = "op";

    /// <summary>What a method has beside the members of its operation.</summary>
    public static readonly Member[] MethodMembers = [OperationMembers.RequestId, Params.StrictAsAdmin, Params.AsUser];

    /// <summary>The operation as an item of <c>apply</c>.</summary>
    public ObjectSchema Schema => _schema ??= new ObjectSchema([new Member(Op, SampleService.JsonRpc.Schema.OneOf(Name), "Which operation it is.").Required(), .. Members])
    {
        Name = string.Concat(Name.Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word[1..])) + "Operation",
    };
}
