using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Import;

/// <summary>The rights of a sample.</summary>
internal static class AclMapping
{
    /// <summary>Reads them; null if there is no owner. A list that is not there is empty, and a sample that does not say so is not public.</summary>
    public static SampleAcls? Read(JsonValue acls, string sample, MappingContext context)
    {
        if (ImportedText.Indexable(acls["owner"u8]) is not { } name)
            return null;
        if (ImportedText.IsUnusualName(name))
            context.Add(FindingKind.TextUnusual, context.Names.Samples, sample, sample);
        var owner = new UserName(name);
        var taken = new HashSet<UserName> { owner };
        // The highest first: a user with several keeps that.
        var (admin, write, read) = (Read(acls["admin"u8], taken, sample, context), Read(acls["write"u8], taken, sample, context), Read(acls["read"u8], taken, sample, context));
        return new SampleAcls(owner, admin, write, read, acls["pubread"u8].Kind == JsonKind.True);
    }

    private static UserSet Read(JsonValue list, HashSet<UserName> taken, string sample, MappingContext context)
    {
        var users = new List<UserName>();
        foreach (var item in list.Items)
            if (ImportedText.Indexable(item) is not { } name)
                context.Add(FindingKind.AclEntryUnreadable, context.Names.Samples, sample, sample);
            else
            {
                if (ImportedText.IsUnusualName(name))
                    context.Add(FindingKind.TextUnusual, context.Names.Samples, sample, sample);
                if (taken.Add(new UserName(name)))
                    users.Add(new UserName(name));
                else
                    context.Add(FindingKind.AclUserTwice, context.Names.Samples, sample, sample);
            }

        return UserSet.Of(users);
    }
}
