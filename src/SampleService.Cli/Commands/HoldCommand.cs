using System.CommandLine;
using System.Globalization;

namespace SampleService.Cli;

/// <summary>Holds a state of the platform while another program runs.</summary>
internal sealed class HoldCommand : CliCommand
{
    private const int DefaultLeaseSeconds = 30;

    private readonly Argument<string> _state = StateCommands.State();
    private readonly Argument<string[]> _program = new("COMMAND")
    {
        Description = "The program to run, after --, with its arguments.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<long?> _lease = StateCommands.Lease(string.Create(
        CultureInfo.InvariantCulture, $"How long the state outlives this program if it is killed; {DefaultLeaseSeconds} when not given. It is renewed all the time."));

    private readonly Option<bool> _quiesce = StateCommands.Quiesce();
    private readonly Option<string?> _reason = StateCommands.Reason();

    public HoldCommand()
        : base(
            "hold",
            "Put the whole deployment into a state while a command runs. The exit code is that of the command. A restore that fails keeps its state: what it leaves is half a database.",
            "samplectl state hold backup --quiesce -- pg_dump --format custom --file samples.dump samples",
            "samplectl state hold restore --reason \"disk failure\" -- pg_restore --dbname samples samples.dump")
    {
        Arguments.Add(_state);
        Arguments.Add(_program);
        Options.Add(_lease);
        Options.Add(_quiesce);
        Options.Add(_reason);
        SetAction((command, _) => WithServerAsync(command, server => RunAsync(command, server)));
    }

    private async Task<int> RunAsync(ParseResult command, Server server)
    {
        string[] program = command.GetValue(_program)!;
        var path = ProgramPath.Find(program[0]);
        var state = command.GetValue(_state)!;
        var patience = TimeSpan.FromSeconds(command.GetValue(CommonOptions.Timeout));
        var lease = new StateLease(server.Client, state, command.GetValue(_lease) ?? DefaultLeaseSeconds, Say);
        using var signals = new Signals();

        if (await lease.SetAsync(command.GetValue(_quiesce), command.GetValue(_reason), patience, signals.Next()) is { } failure)
        {
            var code = signals.Last is { } signal ? ExitCodes.Signal + Signals.NumberOf(signal) : Show(failure);
            if (lease.MayBeSet)
                await EndAsync();
            return code;
        }

        Say($"The state {state} is set.");
        // The terminal cannot have given it to a program that was not there.
        if (signals.Last is { } early)
        {
            await EndAsync();
            return ExitCodes.Signal + Signals.NumberOf(early);
        }

        int ended;
        try
        {
            ended = await RunWhileHeldAsync(() => HeldProgram.Start(path, program[1..]), lease, signals);
        }
        catch (FailureException)
        {
            await EndAsync();
            throw;
        }

        if (ended != ExitCodes.Ok && PlatformStates.Shared[state] == PlatformStates.Restore)
        {
            await lease.AbandonAsync(signals.Next());
            Say($"{program[0]} ended with {ended}. The database may be restored by half, so the state {state} stays: restore again, or end it by samplectl state clear {state}.");
            return ended;
        }

        // Somebody else may have set it since.
        if (lease.IsLost)
            return ended == ExitCodes.Ok ? ExitCodes.Temporary : ended;
        var unended = await EndAsync();
        return ended == ExitCodes.Ok ? unended : ended;

        async Task<int> EndAsync()
        {
            if (await lease.ClearAsync(patience, signals.Next()) is not { } failure)
            {
                if (lease.IsLost)
                    return ExitCodes.Temporary;
                Say($"The state {state} is ended.");
                return ExitCodes.Ok;
            }

            Show(failure);
            Say($"The state {state} could not be ended. It ends with its lease, a restore by samplectl state clear {state}.");
            return failure.ExitCode;
        }

        int Show(CallFailure failure)
        {
            if (failure.Error is not null)
                return server.Presenter.ShowError(failure.Error);
            Say(failure.Message);
            return failure.ExitCode;
        }

        void Say(string text) => ErrorText.Say(command.InvocationConfiguration.Error, text);
    }

    /// <summary>Gives the exit code of the program.</summary>
    private static async Task<int> RunWhileHeldAsync(Func<HeldProgram> start, StateLease lease, Signals signals)
    {
        using var program = start();
        signals.Receiver = program.HandOn;
        // One may have come while the program was started, and the terminal may not have given it to the program. Twice is better than not at all.
        if (signals.Last is { } early)
            program.Send(early);
        using var end = new CancellationTokenSource();
        var keeping = lease.KeepAsync(end.Token);
        var code = await program.WaitAsync();
        signals.Receiver = null;
        await end.CancelAsync();
        await keeping;
        return code;
    }
}
