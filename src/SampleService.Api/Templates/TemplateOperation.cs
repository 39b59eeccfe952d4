using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The write on templates. It is a method only, since <c>apply</c> is about samples, and is done as its operations are.</summary>
internal static class TemplateOperation
{
    public static readonly OperationKind Save = new("save_template", TemplateSchemas.SaveMembers, Read) { Method = TemplateDescriptors.Save };

    private static RequestedOperation Read(OperationArgument argument)
    {
        var parameters = argument.Parameters;
        var name = parameters.Member(TemplateSchemas.Name.Name).Required.Text(ContractText.MaxNameLength);
        var title = parameters.Member(TemplateSchemas.Title.Name).OrNull?.Text(ContractText.MaxNameLength);
        var tree = SampleArguments.ReadNodes(TemplateSchemas.NodeTree.In(argument.Value)).ToContent(null).NodeTree;
        var keys = TemplateKeysReader.Read(parameters.Member(TemplateSchemas.Keys.Name));
        if (tree.Length + keys.Length > SampleTemplate.MaxBytes)
            throw ServiceException.Illegal($"node_tree and keys have more than {SampleTemplate.MaxBytes} bytes");
        var readers = Arguments.Users(argument.Value, TemplateSchemas.Readers);
        if (readers.Count > SampleTemplate.MaxReaders)
            throw ServiceException.Illegal($"readers must have 0 to {SampleTemplate.MaxReaders} items");
        var isPublic = parameters.Member(TemplateSchemas.Public.Name).OrNull?.Flag() ?? false;
        var content = new TemplateContent(readers, isPublic, tree, keys) { Title = title };
        var save = new SaveTemplate(TemplateId.New(argument.Clock), name, content)
        {
            RequiredVersion = (int?)parameters.Member(TemplateSchemas.IfVersion.Name).OrNull?.Integer(1, int.MaxValue),
        };
        return new RequestedOperation(save) { Users = readers, AreEntries = true };
    }
}
