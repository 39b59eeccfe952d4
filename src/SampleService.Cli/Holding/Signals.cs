using System.Runtime.InteropServices;

namespace SampleService.Cli;

/// <summary>Signals that ask this program to end: it sees to them itself while it lives.</summary>
internal sealed class Signals : IDisposable
{
    private static readonly PosixSignal[] Asked = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly PosixSignalRegistration[] _registrations;
    private CancellationTokenSource _asked = new();

    public Signals() => _registrations = [.. Asked.Select(signal => PosixSignalRegistration.Create(signal, Receive))];

    /// <summary>Who gets them; while nobody does, they cancel what is waited for.</summary>
    public Action<PosixSignal>? Receiver { get; set; }

    /// <summary>The last one that came.</summary>
    public PosixSignal? Last { get; private set; }

    /// <summary>Is cancelled by the next signal that nobody gets.</summary>
    public CancellationToken Next()
    {
        _asked = new CancellationTokenSource();
        return _asked.Token;
    }

    /// <summary>The number that Unix has for it.</summary>
    public static int NumberOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        _ => 15,
    };

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        Last = context.Signal;
        if (Receiver is { } receiver)
            receiver(context.Signal);
        else
            _asked.Cancel();
    }
}
