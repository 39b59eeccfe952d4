namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>Gives rights on samples to users of its own, changes them and takes them away.</summary>
internal sealed class AclWriter(string name, World world, Func<string, object, Task<Answer?>> call)
{
    /// <summary>In no list.</summary>
    public const string None = "none";

    /// <summary>The lists of a sample.</summary>
    public static readonly string[] Lists = ["admin", "write", "read"];

    private readonly Dictionary<SampleRecord, string> _users = [];
    private int _names;

    public async Task ChangeAsync(SampleRecord sample)
    {
        if (!_users.TryGetValue(sample, out var user))
            _users[sample] = user = AddUser(sample);
        var register = sample.Users[user];
        var list = register.Value switch { None => "read", "read" => "write", "write" => "admin", _ => None };
        register.Begin(list);
        var argument = new Dictionary<string, object> { ["id"] = sample.Id, [list == None ? "remove" : list] = new[] { user } };
        if (await call("update_sample_acls", argument) is { } answer)
        {
            world.Findings.Require(answer.Succeeded, $"rights of {sample.Id}: {answer.Error}");
            register.Acknowledge();
            world.Acknowledge();
        }
        else
        {
            world.Unknown.Enqueue(new UnknownWrite("change of rights", () => Task.FromResult(register.IsKnown)));
            _users.Remove(sample);
        }
    }

    private string AddUser(SampleRecord sample)
    {
        var user = $"{name}u{++_names}";
        world.AddUser(user);
        sample.Users[user] = new Register<string>(None);
        return user;
    }
}
