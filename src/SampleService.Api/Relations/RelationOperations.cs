using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The operations on relations.</summary>
internal static class RelationOperations
{
    public static readonly OperationKind Add = new(
        "add_relation",
        [RelationDescriptors.Type, RelationDescriptors.From, RelationDescriptors.To, OperationMembers.IfVersion, OperationMembers.IfAclVersion],
        static argument =>
        {
            var type = (RelationType)argument.Parameters.Member(RelationDescriptors.Type.Name).Required.Choice(RelationTypes.Names);
            var from = ReadEnd(argument, RelationDescriptors.From);
            var to = ReadEnd(argument, RelationDescriptors.To);
            return new RequestedOperation(new AddRelation(type, from, to) { Conditions = argument.Conditions() });
        })
    {
        Method = RelationDescriptors.Add,
    };

    public static readonly OperationKind End = new(
        "end_relation", [RelationDescriptors.Relation],
        static argument => new RequestedOperation(
            new EndRelation(argument.Parameters.Member(RelationDescriptors.Relation.Name).Required.SampleId().Value)))
    {
        Method = RelationDescriptors.End,
    };

    private static RelatedReference ReadEnd(OperationArgument argument, Member member)
    {
        var end = argument.Parameters.Member(member.Name).Required.RequireStructure();
        var sample = argument.Sample(end.Member(OperationMembers.Sample.Name).Required);
        var version = Arguments.OptionalVersion(end.Value);
        if (end.Member("node").OrNull is not { } named)
            return new RelatedReference(sample, version, null);
        var node = new NodeId(named.Text(ContractText.MaxNameLength));
        return version is null && sample.Operation is null
            ? throw ServiceException.Illegal($"{named.Path} needs {end.Member(Params.Version.Name).Path}")
            : new RelatedReference(sample, version, node);
    }
}
