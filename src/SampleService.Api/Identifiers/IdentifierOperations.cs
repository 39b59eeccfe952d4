using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The operations on identifiers.</summary>
internal static class IdentifierOperations
{
    public static readonly OperationKind Add = new(
        "add_identifier",
        [
            OperationMembers.Sample, IdentifierDescriptors.Node, IdentifierSchemas.Namespace, IdentifierSchemas.Value, OperationMembers.IfVersion,
            OperationMembers.IfAclVersion,
        ],
        static argument =>
        {
            var sample = argument.Sample(OperationMembers.Sample);
            NodeId? node = argument.Parameters.Member(IdentifierDescriptors.Node.Name).OrNull is { } named
                ? new NodeId(named.Text(ContractText.MaxNameLength))
                : null;
            return new RequestedOperation(new AddIdentifier(sample, node, Read(argument.Parameters)) { Conditions = argument.Conditions() });
        })
    {
        Method = IdentifierDescriptors.Add,
    };

    public static readonly OperationKind Remove = new(
        "remove_identifier", [IdentifierSchemas.Namespace, IdentifierSchemas.Value],
        static argument => new RequestedOperation(new RemoveIdentifier(Read(argument.Parameters))))
    {
        Method = IdentifierDescriptors.Remove,
    };

    /// <summary>The identifier that a structure means.</summary>
    public static IdentifierName Read(Parameter structure)
    {
        var name = structure.Member(IdentifierSchemas.Namespace.Name).Required.String();
        IdentifierName.RequireNamespace(name);
        var value = structure.Member(IdentifierSchemas.Value.Name).Required;
        // Names of one's own may be any text; the others have forms of their own.
        return IdentifierName.Read(name, name is ['~' or '@', ..] ? value.Text(ContractText.MaxNameLength) : value.String());
    }
}
