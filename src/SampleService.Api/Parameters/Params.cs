using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The parameters that several methods have, each declared once.</summary>
internal static class Params
{
    private static readonly ArraySchema UserList = new(UserName) { IsNullable = true };

    public static ValueSchema UserName => Schema.Text(256);

    public static ValueSchema OptionalTime => Schema.Integer() with { IsNullable = true };

    public static readonly Member Id = new("id", Schema.Uuid, "The sample: a UUID in any letter case, with or without hyphens.");

    public static readonly Member Version =
        new("version", Schema.Integer(1), "The version of the sample, 1 to the newest.");

    public static readonly Member OptionalVersion =
        new("version", Schema.Integer(1) with { IsNullable = true }, "The version of the sample; the newest when absent or null.");

    public static readonly Member AsAdmin = new(
        "as_admin", Schema.Flag, "Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.");

    /// <summary>The same for methods that take true and false alone.</summary>
    public static readonly Member StrictAsAdmin = AsAdmin with { Schema = Schema.Boolean with { IsNullable = true } };

    public static readonly Member AsUser = new(
        "as_user", UserName with { IsNullable = true }, "The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.");

    public static readonly Member Admin = new("admin", UserList, "Users who may read, write and change the ACLs.");

    public static readonly Member Write = new("write", UserList, "Users who may read and save versions.");

    public static readonly Member Read = new("read", UserList, "Users who may read.");

    public static readonly Member Upa = new("upa", Schema.Text(), "A version of a workspace object, `workspace/object/version`.");

    public static readonly Member DataId = new(
        "dataid", Schema.Text(256) with { IsNullable = true },
        "Names a part of the object; together with `upa` the data unit. Absent, null or blank: the whole object.");

    public static readonly Member EffectiveTime = new(
        "effective_time", OptionalTime,
        "Shows the links that were active at that moment, in milliseconds since 1970. Absent or null: those that are active now.");

    public static readonly Member Update = new("update", Schema.Flag, "Whether an active link of the data unit is replaced; else it is an error.");
}
