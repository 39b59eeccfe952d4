using System.CommandLine;
using System.Runtime.InteropServices;
using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Holding;

/// <summary>A signal that comes when the state is set and the command is not started yet.</summary>
public sealed class EarlySignalTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task Hold_SignalBeforeTheStart_StartsNothingAndEndsTheState()
    {
        using var error = new SignallingWriter("The state update is set.");
        var command = CommandTree.Create().Parse(["state", "hold", "update", "--socket", server.Socket, "--", "false"]);

        var code = await command.InvokeAsync(new InvocationConfiguration { Output = TextWriter.Null, Error = error });

        Assert.Equal(128 + 1, code);
        Assert.Contains("The state update is ended.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("100 active", (await server.RunAsync("state", "get")).Ok().Value("state"));
    }

    /// <summary>Sends a signal to this process when something is said, and waits until the command has heard it.</summary>
    private sealed class SignallingWriter : StringWriter
    {
        private readonly string _text;
        private readonly ManualResetEventSlim _heardBefore = new();
        private readonly PosixSignalRegistration _before;

        public SignallingWriter(string text)
        {
            _text = text;
            _before = Register(_heardBefore);
        }

        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains(_text, StringComparison.Ordinal) != true)
                return;
            // Who has registered hears of a signal in turn, and which way round is not said. The command has registered between these two.
            using var heardAfter = new ManualResetEventSlim();
            using var after = Register(heardAfter);
            Assert.Equal(0, Kill(Environment.ProcessId, 1));
            Assert.True(_heardBefore.Wait(TimeSpan.FromMinutes(1)));
            Assert.True(heardAfter.Wait(TimeSpan.FromMinutes(1)));
        }

        protected override void Dispose(bool disposing)
        {
            _before.Dispose();
            _heardBefore.Dispose();
            base.Dispose(disposing);
        }

        private static PosixSignalRegistration Register(ManualResetEventSlim heard) => PosixSignalRegistration.Create(
            PosixSignal.SIGHUP,
            context =>
            {
                context.Cancel = true;
                heard.Set();
            });

        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Kill(int process, int signal);
    }
}
