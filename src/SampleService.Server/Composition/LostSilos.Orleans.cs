using System.Data.Common;
using System.Net;
using System.Net.Sockets;

namespace SampleService.Server;

/// <summary>
/// Silos that ended without a word when nobody was left to declare them dead. Orleans lets no silo in that does not reach all
/// active ones, so they would keep the next from starting. Nothing is lost if one of them lives after all: the database takes
/// no change from a silo that is declared dead, and the silo ends itself.
/// </summary>
internal sealed partial class LostSilos(IMembershipTable table, ILocalSiloDetails self, TimeProvider clock, ILogger<LostSilos> log)
{
    /// <summary>A silo that has not written for so long that it is there is none; they write every half minute.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <summary>A silo may have written just before it was lost, and clocks differ.</summary>
    private static readonly TimeSpan Patience = Silence + TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits until each silo of the table answers or is declared dead, by the others or from here.</summary>
    /// <exception cref="StartException">One does not answer, and yet writes that it is there.</exception>
    public async Task SettleAsync()
    {
        var began = clock.GetTimestamp();
        MembershipEntry? told = null;
        while (await FindSilentAsync() is { } silent)
        {
            if (clock.GetElapsedTime(began) > Patience)
                throw new StartException(
                    $"The silo {silent.SiloAddress.Endpoint} on {silent.HostName} is alive, and this machine does not reach it: "
                    + "see that Cluster:Address there is an address for others, and that no firewall is between them");
            if (!silent.SiloAddress.Equals(told?.SiloAddress))
                Waits(log, silent.SiloAddress.Endpoint, silent.HostName, Silence.TotalMinutes);
            told = silent;
            await Task.Delay(Pause, clock);
        }
    }

    /// <summary>A silo that does not answer and may live; those that are lost are declared dead on the way.</summary>
    private async Task<MembershipEntry?> FindSilentAsync()
    {
        for (var silos = await table.ReadAll(); ; silos = await table.ReadAll())
        {
            var (silent, lost) = await ProbeAsync(silos);
            if (lost is null)
                return silent;
            // It fails when another changed the table meanwhile, and each change asks for the table as it is then.
            if (await table.UpdateRow(lost.Item1, lost.Item2, silos.Version.Next()))
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
        silo.IAmAliveTime < clock.GetUtcNow().UtcDateTime - Silence
        || (failure == SocketError.ConnectionRefused
            && silo.HostName == self.DnsHostName
            && silo.SiloAddress.Endpoint.Address.Equals(self.SiloAddress.Endpoint.Address));

    private async Task<SocketError?> FindFailureAsync(IPEndPoint endpoint)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(Answer, clock);
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

    [LoggerMessage(1206, LogLevel.Warning, "The silo {Endpoint} on {Machine} ended without a word, and is declared dead")]
    private static partial void DeclaredDead(ILogger log, IPEndPoint endpoint, string machine);
}
