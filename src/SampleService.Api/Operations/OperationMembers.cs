using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The parameters that operations have beside those of their methods.</summary>
internal static class OperationMembers
{
    public static readonly Member IfVersion = new(
        "if_version", Schema.Integer(1, int.MaxValue) with { IsNullable = true }, "Only if the newest version is this one.");

    public static readonly Member IfAclVersion = new(
        "if_acl_version", Schema.Integer(1, ParameterReaders.MaxInteger) with { IsNullable = true },
        "Only if the ACLs are in this state, which `get_state`, `get_history` and `find_samples` show as `acl_version`.");

    public static readonly Member IfLink = new(
        "if_link", Schema.Text() with { IsNullable = true }, "Only if the active link of the data unit is this one; `none`: only if it has none.");

    public static readonly Member Vocabulary = new(
        "vocabulary", Schema.Text() with { IsNullable = true },
        "The vocabulary that the sample is validated with: the current one, or another that `list_vocabularies` shows as `accepted`. The current one when absent or null.");

    public static readonly Member RequestId = new(
        "request_id", Schema.Text(RequestKey.MaxLength) with { IsNullable = true },
        "A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and gives the answer that was given.");

    public static readonly Member Sample = Params.Id with
    {
        Schema = Schema.Text(),
        IsRequired = true,
        Description = "The sample: a UUID, or `#` and the number of an earlier `create_sample` of the list, from 0.",
    };

    public static readonly Member SavedVersion = Params.Version with
    {
        Schema = Schema.Integer(1) with { IsNullable = true },
        Description = "The version of the sample, 1 to the newest. Where an operation saves the sample it may be left out, and is the version that was saved.",
    };
}
