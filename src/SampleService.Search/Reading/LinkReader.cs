using SampleService.Domain;

namespace SampleService.Search;

/// <summary>Reads conditions on links.</summary>
internal static class LinkReader
{
    public static HeaderCondition Read(Parameter condition)
    {
        var by = condition.ExactlyOne("exists", "workspace", "object", "upa");
        var value = condition.Member(by);
        return by switch
        {
            "exists" => new LinkExistsCondition(condition.Path, value.Flag()),
            "workspace" => new LinkCondition(condition.Path, new WorkspaceId(value.Integer()), null, null),
            "object" => ReadObject(condition.Path, value),
            _ => ReadUpa(condition.Path, value),
        };
    }

    private static LinkCondition ReadObject(string path, Parameter value)
    {
        var text = value.String();
        // The same forms of numbers as in a whole address.
        return Upa.TryParse($"{text}/1", null, out var upa)
            ? new LinkCondition(path, upa.Workspace, upa.Object, null)
            : throw ServiceException.Illegal($"{ContractText.Echo(text)} is not a valid object");
    }

    private static LinkCondition ReadUpa(string path, Parameter value)
    {
        if (value.Value.AsString() is not { } text)
            throw ServiceException.Illegal("upa key is not a string as required");
        if (text.Length == 0)
            throw ServiceException.Illegal("Illegal workspace ID: None");
        return Upa.TryParse(text, null, out var upa)
            ? new LinkCondition(path, upa.Workspace, upa.Object, upa.Version)
            : throw ServiceException.Illegal($"{ContractText.Echo(text)} is not a valid UPA");
    }
}
