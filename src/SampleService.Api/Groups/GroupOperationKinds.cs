using SampleService.Domain;

namespace SampleService.Api;

/// <summary>The writes on groups. They are methods only, since <c>apply</c> is about samples, and are done as its operations are.</summary>
internal static class GroupOperationKinds
{
    public static readonly OperationKind Create = new("create_group", GroupDescriptors.CreateMembers, ReadCreation) { Method = GroupDescriptors.Create };

    public static readonly OperationKind Update = new("update_group", GroupDescriptors.UpdateMembers, ReadUpdate) { Method = GroupDescriptors.Update };

    /// <summary>The name of a group that may be there; one that no group can have is that of none.</summary>
    public static GroupName ReadName(Parameter argument) =>
        new(argument.Member(GroupDescriptors.Name.Name).Required.Text(ContractText.MaxNameLength));

    private static RequestedOperation ReadCreation(OperationArgument argument)
    {
        var name = GroupName.Parse(ReadName(argument.Parameters).Value);
        var title = ReadTitle(argument.Parameters);
        var members = Arguments.Users(argument.Value, GroupDescriptors.Members);
        var managers = Arguments.Users(argument.Value, GroupDescriptors.Managers);
        return new RequestedOperation(new CreateGroup(name, title, members, managers)) { Users = members.Union(managers) };
    }

    private static RequestedOperation ReadUpdate(OperationArgument argument)
    {
        var parameters = argument.Parameters;
        var update = new UpdateGroup(ReadName(parameters))
        {
            Title = ReadTitle(parameters),
            Add = Arguments.Users(argument.Value, GroupDescriptors.Add),
            Remove = Arguments.Users(argument.Value, GroupDescriptors.Remove),
            AddManagers = Arguments.Users(argument.Value, GroupDescriptors.AddManagers),
            RemoveManagers = Arguments.Users(argument.Value, GroupDescriptors.RemoveManagers),
            Owner = parameters.Member(GroupDescriptors.Owner.Name).OrNull?.UserName(),
            Retired = parameters.Member(GroupDescriptors.Retired.Name).OrNull?.Flag(),
            RequiredVersion = parameters.Member(GroupDescriptors.IfVersion.Name).OrNull?.Integer(),
        };
        var named = update.Add.Union(update.AddManagers);
        return new RequestedOperation(update) { Users = update.Owner is { } owner ? named.Union(UserSet.Of([owner])) : named };
    }

    private static string? ReadTitle(Parameter parameters) =>
        parameters.Member(GroupDescriptors.Title.Name).OrNull?.Text(ContractText.MaxNameLength);
}
