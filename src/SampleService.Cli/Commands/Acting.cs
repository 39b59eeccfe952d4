using System.CommandLine;

namespace SampleService.Cli;

/// <summary>For whom a write is made.</summary>
internal static class Acting
{
    /// <summary>Options that administrators give: by the socket, where administration rights are always used, a write needs a user.</summary>
    public static CallCommand AsSomebody(this CallCommand command)
    {
        var asAdmin = new Option<bool>("--as-admin") { Description = "With --url: use administration rights. The log has it. By the socket they are always used." };
        var asUser = new Option<string?>("--as-user") { Description = "The user for whom it is done, and who is recorded; the socket needs one.", HelpName = "USER" };
        command.Options.Add(asUser);
        command.Options.Add(asAdmin);
        return command.Sends((given, writer) =>
        {
            var user = given.GetValue(asUser);
            if (user is not null || given.GetValue(asAdmin))
                writer.WriteBoolean("as_admin", true);
            if (user is not null)
                writer.WriteString("as_user", user);
        });
    }
}
