using SampleService.Domain;

namespace SampleService.Api;

/// <summary>All operations, in the order of the documentation.</summary>
internal static class OperationTable
{
    /// <summary>The operation that saves samples, which others of a list may name.</summary>
    public const string CreateSample = "create_sample";

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<OperationKind> All =
    [
        new(CreateSample, [SampleDescriptors.Sample, SampleDescriptors.PriorVersion, OperationMembers.Vocabulary, OperationMembers.IfAclVersion], ReadSample),
        new(
            "update_sample_acls",
            [OperationMembers.Sample, .. AclDescriptors.DeltaMembers, OperationMembers.IfVersion, OperationMembers.IfAclVersion], ReadAclUpdate),
        new(
            "replace_sample_acls", [OperationMembers.Sample, AclDescriptors.Acls, OperationMembers.IfVersion, OperationMembers.IfAclVersion],
            ReadAclReplacement),
        new(
            "create_data_link",
            [
                Params.Upa.Required(), Params.DataId, OperationMembers.Sample, OperationMembers.SavedVersion, LinkDescriptors.Node, Params.Update,
                OperationMembers.IfVersion, OperationMembers.IfAclVersion, OperationMembers.IfLink,
            ],
            ReadLink),
        new("expire_data_link", [Params.Upa.Required(), Params.DataId, OperationMembers.IfLink], ReadExpiry),
        WithdrawalOperationKinds.EndLink,
        .. OfferOperations.All,
        .. WithdrawalOperationKinds.All,
        RelationOperations.Add,
        RelationOperations.End,
        IdentifierOperations.Add,
        IdentifierOperations.Remove,
    ];

    /// <summary>Their names.</summary>
    public static readonly string[] Names = [.. All.Select(static kind => kind.Name)];

    private static RequestedOperation ReadSample(OperationArgument argument)
    {
        var (tree, content, prior, sample) = SampleArguments.Read(argument.Value, argument.SavedSample, argument.IsStrict);
        var vocabulary = argument.Parameters.Member(OperationMembers.Vocabulary.Name).OrNull?.String();
        if (sample is not { } existing)
        {
            // There is nothing yet that could be in another state.
            if (argument.Parameters.Member(OperationMembers.IfAclVersion.Name).OrNull is not null)
                throw ServiceException.Illegal("if_acl_version needs sample.id, the sample that gets a new version");
            return new RequestedOperation(new SaveNewSample(SampleId.New(argument.Clock), content)) { Tree = tree, Vocabulary = vocabulary };
        }

        VersionNumber? version = null;
        ServiceException? fault = null;
        try
        {
            version = SampleArguments.PriorVersion(prior);
        }
        catch (ServiceException late)
        {
            fault = late;
        }

        return new RequestedOperation(new SaveNextVersion(existing, content, fault) { Conditions = argument.Conditions(version) })
        {
            Tree = tree,
            Vocabulary = vocabulary,
        };
    }

    private static RequestedOperation ReadAclUpdate(OperationArgument argument)
    {
        var sample = argument.Sample(OperationMembers.Sample);
        var delta = AclArguments.Delta(argument.Value);
        return new RequestedOperation(new UpdateSampleAcls(sample, delta) { Conditions = argument.Conditions() }) { Users = delta.Users, AreEntries = true };
    }

    private static RequestedOperation ReadAclReplacement(OperationArgument argument)
    {
        var sample = argument.Sample(OperationMembers.Sample);
        var replacement = AclArguments.Replacement(argument.Value);
        return new RequestedOperation(new ReplaceSampleAcls(sample, replacement) { Conditions = argument.Conditions() }) { Users = replacement.Users, AreEntries = true };
    }

    private static RequestedOperation ReadLink(OperationArgument argument)
    {
        var sample = argument.Sample(OperationMembers.Sample);
        var version = sample.Operation is null ? Arguments.Version(argument.Value) : Arguments.OptionalVersion(argument.Value);
        var node = Arguments.Node(argument.Value);
        var unit = Arguments.DataUnit(argument.Value);
        var update = !Params.Update.In(argument.Value).IsFalsy;
        return new RequestedOperation(new CreateDataLink(unit, sample, version, node, update) { Conditions = argument.Conditions() }) { Object = unit.Upa };
    }

    private static RequestedOperation ReadExpiry(OperationArgument argument)
    {
        var unit = Arguments.DataUnit(argument.Value);
        return new RequestedOperation(new ExpireDataLink(unit) { Conditions = argument.Conditions() }) { Workspace = unit.Upa.Workspace };
    }
}
