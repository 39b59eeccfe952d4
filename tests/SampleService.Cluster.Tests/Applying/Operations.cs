namespace SampleService.Cluster.Tests.Applying;

/// <summary>Operations of <c>apply</c>.</summary>
internal static class Operations
{
    private static readonly object[] Tree = [new { id = "root", type = "BioReplicate" }];

    /// <summary>An argument of <c>apply</c>; without a name the call is done each time it is sent.</summary>
    public static object Call(string? name, params object[] operations) =>
        name is null ? new { operations } : new { request_id = name, operations };

    /// <summary>A new sample, or a version of one that exists.</summary>
    public static object Save(string name, string? id = null, int? priorVersion = null) =>
        new { op = "create_sample", sample = new { id, name, node_tree = Tree }, prior_version = priorVersion };

    /// <summary>A reader more.</summary>
    public static object Share(string id, string reader) => new { op = "update_sample_acls", id, read = new[] { reader } };

    /// <summary>A user less.</summary>
    public static object Remove(string id, string user) => new { op = "update_sample_acls", id, remove = new[] { user } };

    /// <summary>Readers in the place of all others.</summary>
    public static object Replace(string id, string reader) =>
        new { op = "replace_sample_acls", id, acls = new { read = new[] { reader }, write = Array.Empty<string>(), admin = Array.Empty<string>() } };

    /// <summary>Opens to all what is closed, and closes what is open: a change in any case. On condition that nobody else was faster.</summary>
    /// <param name="id">The sample.</param>
    /// <param name="aclVersion">The ACL version; it is even when the sample is open, if this is the only change that is made.</param>
    public static object Turn(string id, long aclVersion) =>
        new { op = "update_sample_acls", id, public_read = aclVersion % 2 == 0 ? -1 : 1, if_acl_version = aclVersion };

    /// <summary>A link to the version that an operation of the same call saved.</summary>
    public static object Link(string id, string upa, string dataid) =>
        new { op = "create_data_link", id, node = "root", upa, dataid, if_link = "none" };

    /// <summary>A link, in the place of the one that there is.</summary>
    public static object Move(string id, string upa) => new { op = "create_data_link", id, node = "root", upa, update = true };

    /// <summary>A name of user1's own.</summary>
    public static object Identify(string id, string value) => new { op = "add_identifier", id, @namespace = "~user1", value };
}
