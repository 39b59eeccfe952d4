using System.Data.Common;
using System.Net;
using System.Net.Sockets;

namespace SampleService.Server;

/// <summary>
/// Declares silos dead that terminated without leaving the cluster when no other silo was left to do so. Orleans does not let a silo
/// in that cannot reach all active ones, so they would keep the next from starting. Nothing is lost if one of them lives after all:
/// the database refuses the writes of a silo that is declared dead, and the silo ends itself.
/// </summary>
internal sealed partial class DefunctSiloCleanup(IMembershipTable table, ILocalSiloDetails self, TimeProvider clock, ILogger<DefunctSiloCleanup> log)
{
    /// <summary>A silo that has not updated its row for so long is gone; silos do it every half minute.</summary>
    public static readonly TimeSpan IAmAliveTimeout = TimeSpan.FromMinutes(2);

    /// <summary>A silo may have updated its row just before it was lost, and clocks differ.</summary>
    private static readonly TimeSpan MaxWait = IAmAliveTimeout + TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Waits until each silo of the table answers or is declared dead, by the others or from here.</summary>
    /// <exception cref="StartException">One does not answer, and yet writes that it is there.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        MembershipEntry? told = null;
        while (await FindSilentAsync() is { } silent)
        {
            if (clock.GetElapsedTime(began) > MaxWait)
                throw new StartException(
                    $"The silo {silent.SiloAddress.Endpoint} on {silent.HostName} is alive, and this machine does not reach it: "
                    + "see that Cluster:Address there is an address for others, and that no firewall is between them");
            if (!silent.SiloAddress.Equals(told?.SiloAddress))
                Waits(log, silent.SiloAddress.Endpoint, silent.HostName, IAmAliveTimeout.TotalMinutes);
            told = silent;
            await Task.Delay(PollInterval, clock, cancellation);
        }
    }

    /// <summary>A silo that does not answer and may live; those that are lost are declared dead on the way.</summary>
    private async Task<MembershipEntry?> FindSilentAsync()
    {
        for (var silos = await table.ReadAllAsync(); ; silos = await table.ReadAllAsync())
        {
            var (silent, lost) = await ProbeAsync(silos);
            if (lost is null)
                return silent;
            // It fails when another process has changed the table meanwhile: each change is conditional on the version of the table.
            if (await table.UpdateRowAsync(lost.Item1, lost.Item2, silos.Version.Next()))
                DeclaredDead(log, lost.Item1.SiloAddress.Endpoint, lost.Item1.HostName);
        }
    }

    /// <summary>A silo that does not answer and may live, and the row of one that is lost, as it is to be.</summary>
    private async Task<(MembershipEntry? Silent, Tuple<MembershipEntry, string>? Lost)> ProbeAsync(MembershipTableData silos)
    {
        MembershipEntry? silent = null;
        foreach (var row in silos.Members)
        {
            var silo = row.Item1;
            // Orleans itself sees to what had our own endpoint.
            if (silo.Status != SiloStatus.Active || silo.SiloAddress.Endpoint.Equals(self.SiloAddress.Endpoint))
                continue;
            if (await FindFailureAsync(silo.SiloAddress.Endpoint) is not { } failure)
                continue;
            if (IsLost(silo, failure))
            {
                silo.Status = SiloStatus.Dead;
                return (silent, row);
            }

            silent = silo;
        }

        return (silent, null);
    }

    /// <summary>A machine knows of its own ports; of other machines only silence tells.</summary>
    private bool IsLost(MembershipEntry silo, SocketError failure) =>
        silo.IAmAliveTime < clock.GetUtcNow().UtcDateTime - IAmAliveTimeout
        || (failure == SocketError.ConnectionRefused
            && silo.HostName == self.DnsHostName
            && silo.SiloAddress.Endpoint.Address.Equals(self.SiloAddress.Endpoint.Address));

    private async Task<SocketError?> FindFailureAsync(IPEndPoint endpoint)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(ConnectTimeout, clock);
        try
        {
            await socket.ConnectAsync(endpoint, limit.Token);
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
        catch (OperationCanceledException)
        {
            return SocketError.TimedOut;
        }
    }

    [LoggerMessage(1205, LogLevel.Warning,
        "The silo {Endpoint} on {Machine} does not answer; this one starts when it does, or is declared dead: by the other silos, or for its silence after {Minutes} minutes")]
    private static partial void Waits(ILogger log, IPEndPoint endpoint, string machine, double minutes);

    [LoggerMessage(1206, LogLevel.Warning, "The silo {Endpoint} on {Machine} terminated without leaving the cluster, and is declared dead")]
    private static partial void DeclaredDead(ILogger log, IPEndPoint endpoint, string machine);
}
