using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SampleService.Api;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.JsonRpc;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>
/// Tells the gate of the states that are set for all processes. A state that another process has set is
/// heeded within a second; writes meet it in the database at once.
/// </summary>
internal sealed partial class PlatformStateWatch : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Of so many looks one tells the others of this process.</summary>
    private const int LooksPerAnnouncement = 8;

    private readonly IPlatformStates _states;
    private readonly IDatabaseOwnership _ownership;
    private readonly PlatformGate _gate;
    private readonly IServer _server;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Timestamp _started;
    private bool _isFailing;

    public PlatformStateWatch(
        IPlatformStates states, IDatabaseOwnership ownership, PlatformGate gate, IServer server, TimeProvider clock,
        ILogger<PlatformStateWatch> log)
    {
        (_states, _ownership, _gate, _server, _clock, _log) = (states, ownership, gate, server, clock, log);
        _started = Timestamp.Now(clock);
        states.Observed += Take;
    }

    /// <summary>The states are known before the first call is answered.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _gate.Initialize();
        await _states.ListAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>The others hear at once that this process has gone.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await _states.WithdrawAsync(ServiceProcess.Name, cancellationToken);
        }
        catch (ServiceException e) when (e.Kind == ErrorKind.StorageFailure)
        {
            // Then they find out by themselves.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The others look within half a second; where there are none, nobody else changes the states.
        var hasOthers = _ownership.Epoch is null;
        using var timer = new PeriodicTimer(hasOthers ? Interval : Interval * LooksPerAnnouncement, _clock);
        var looks = 0;
        do
        {
            if (hasOthers)
                await LookAsync(stoppingToken);
            if (!hasOthers || looks++ % LooksPerAnnouncement == 0)
                await AnnounceAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task AnnounceAsync(CancellationToken cancellation)
    {
        try
        {
            var addresses = _server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            await _states.AnnounceAsync(
                new ServingProcess(ServiceProcess.Name, string.Join(' ', addresses), ServiceBuild.Version, _started, (int)_gate.Shown),
                cancellation);
        }
        catch (ServiceException e) when (e.Kind == ErrorKind.StorageFailure)
        {
            // The look before it has told of that.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await _states.ListAsync(cancellation);
            _isFailing = false;
        }
        catch (ServiceException e) when (e.Kind == ErrorKind.StorageFailure)
        {
            // What was known stays so; writes do not come through either. One line is enough.
            if (!_isFailing)
                CannotLook(_log);
            _isFailing = true;
        }
    }

    private void Take(SharedStateList list)
    {
        var seenAt = _clock.GetTimestamp();
        _gate.SetShared([.. list.Active.Select(state => new GateState(
            PlatformStateCodes.OfShared(state.Number), state.RefusesReads, state.RefusesWrites, seenAt,
            state.Number == SharedStates.Restore ? null : TimeSpan.FromMilliseconds(state.LeaseEnd.Milliseconds - list.Now.Milliseconds)))]);
    }

    [LoggerMessage(1140, LogLevel.Warning, "The states of the platform cannot be looked at: the database fails. Those known stay in force")]
    private static partial void CannotLook(ILogger log);
}
