using System.CommandLine;

namespace SampleService.Cli;

/// <summary>Commands about the state of the platform (docs/platform-states.md).</summary>
internal static class StateCommands
{
    private static readonly View Listing = Views.List(
        Column.State("state"), Column.Text("owner"), Column.Text("process"), Column.Time("since"), Column.Time("lease_end", "lease until"),
        Column.Text("expired"), Column.Text("quiesce"), Column.Text("reason"));

    public static Command Group => new CliCommand("state", "The state of the platform: what is refused while a backup, an update or a restore goes on.").Has(
        new CallCommand("get", "Tell the state.", "PlatformState.get", Views.Value("state", Cells.State), "samplectl state get"),
        new CallCommand("list", "List the states that are set for the whole deployment.", "PlatformState.list", Listing, "samplectl state list"),
        Set(),
        Clear(),
        new HoldCommand());

    /// <summary>The state that a command is about.</summary>
    public static Argument<string> State()
    {
        var state = new Argument<string>("STATE") { Description = string.Join(", ", PlatformStates.Shared.Keys) + ".", HelpName = "STATE" };
        state.AcceptOnlyFromAmong([.. PlatformStates.Shared.Keys]);
        return state;
    }

    public static Option<long?> Lease(string description)
    {
        var lease = new Option<long?>("--lease") { Description = description, HelpName = "SECONDS" };
        CommonOptions.RequireSeconds(lease);
        return lease;
    }

    public static Option<bool> Quiesce() => new("--quiesce") { Description = "Refuse writes too. For a backup alone: the other states do so anyway." };

    public static Option<string?> Reason() => new("--reason") { Description = "Why, for people who look at the states.", HelpName = "TEXT" };

    private static CallCommand Set()
    {
        var state = State();
        return Of(
            new CallCommand(
                "set", "Put the whole deployment into a state, until it is cleared or its lease ends. state hold does that while a command runs.",
                "PlatformState.set", Views.None, "samplectl state set backup --quiesce --lease 600 --reason \"disk snapshot\"", "samplectl state set validation"),
            state)
            .Takes("lease_seconds", Lease("How long it holds unless it is set again; 30 when not given. A restore holds until it is cleared."))
            .Takes("quiesce", Quiesce())
            .Takes("reason", Reason());
    }

    private static CallCommand Clear() => Of(
        new CallCommand("clear", "End a state, whoever has set it.", "PlatformState.clear", Views.None, "samplectl state clear restore"), State());

    private static CallCommand Of(CallCommand command, Argument<string> state)
    {
        command.Arguments.Add(state);
        return command.Sends((given, writer) => writer.WriteNumber("state", PlatformStates.Shared[given.GetValue(state)!]));
    }
}
