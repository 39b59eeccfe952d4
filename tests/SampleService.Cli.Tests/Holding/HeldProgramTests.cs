using System.Runtime.InteropServices;

namespace SampleService.Cli.Tests.Holding;

/// <summary>Signals for a program that is held.</summary>
public sealed class HeldProgramTests
{
    [Fact]
    public void Send_ProgramThatIsDisposedOf_DoesNothing()
    {
        var program = HeldProgram.Start(ProgramPath.Find("true"), []);
        program.Dispose();

        Assert.Null(Record.Exception(() => program.Send(PosixSignal.SIGTERM)));
    }
}
