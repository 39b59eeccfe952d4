namespace SampleService.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>An error: of the command line, of this machine, or of the server.</summary>
    public const int Error = 2;

    /// <summary>The server has no such method.</summary>
    public const int NotImplemented = 3;

    /// <summary>It may work later: the server is not reachable, or the state of the platform refuses the call.</summary>
    public const int Temporary = 75;

    /// <summary>The program to be run may not be run, and is not there, as shells tell it.</summary>
    public const int CannotRun = 126, NotFound = 127;

    /// <summary>Added to the number of a signal that ended a program, as shells do.</summary>
    public const int Signal = 128;
}
