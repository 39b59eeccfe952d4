using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Upstream.Standalone;

/// <summary>
/// Gives an empty stand-alone deployment something to begin with: the accounts <c>alice</c>, <c>bob</c> and
/// <c>admin</c> (who administers), a workspace of alice with two objects that bob may read, and a file with a token for
/// each. Whether that is wanted is for the caller to know.
/// </summary>
/// <remarks>
/// The tokens are on disk, under a pending name, before the accounts are; the accounts are stored in one transaction;
/// then the file gets its name. Stopped before the transaction, the next start finds no accounts and begins anew.
/// Stopped after it, the next start finds accounts and a pending file with tokens they know, and only gives the file
/// its name. A write whose outcome is unknown is one of the two.
/// </remarks>
public sealed class StandaloneSeed
{
    private static readonly UserName Alice = new("alice"), Bob = new("bob"), Administrator = new("admin");

    private readonly IAccountStore _accounts;
    private readonly StandaloneOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<StandaloneSeed> _logger;

    /// <param name="accounts">Where the accounts are stored.</param>
    /// <param name="options">Names the role of the administrator.</param>
    /// <param name="clock">When they were made.</param>
    /// <param name="logger">Told what was done.</param>
    public StandaloneSeed(
        IAccountStore accounts, StandaloneOptions options, TimeProvider clock, ILogger<StandaloneSeed> logger)
    {
        _accounts = accounts;
        _options = options;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Stores accounts and tokens if there are no accounts yet, or finishes what an earlier start began.</summary>
    /// <param name="dataDirectory">Where <c>tokens.json</c> is written; made if need be.</param>
    /// <param name="cancellation">Ends the work; what was begun is finished by the next call.</param>
    /// <returns>Whether accounts were made.</returns>
    /// <exception cref="UpstreamConfigurationException">The file cannot be written.</exception>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    public async Task<bool> RunAsync(string dataDirectory, CancellationToken cancellation)
    {
        var file = new SeedTokenFile(dataDirectory, _logger);
        try
        {
            if (await _accounts.IsEmptyAsync(cancellation).ConfigureAwait(false))
                return await MakeAsync(file, cancellation).ConfigureAwait(false);
            await FinishAsync(file, cancellation).ConfigureAwait(false);
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UpstreamConfigurationException($"The tokens of the first accounts cannot be written to {file.FinalPath}", fault);
        }
    }

    private async Task<bool> MakeAsync(SeedTokenFile file, CancellationToken cancellation)
    {
        var names = new[] { Alice, Bob, Administrator };
        var tokens = names.ToDictionary(name => name.Value, _ => StandaloneToken.Create());
        file.WritePending(tokens);
        var stored = await _accounts.SeedAsync(Content(names, tokens), cancellation).ConfigureAwait(false);
        if (!stored)
        {
            // Somebody was faster; these tokens are good for nothing.
            File.Delete(file.PendingPath);
            return false;
        }

        file.Publish();
        UpstreamLog.Seeded(_logger, string.Join(", ", names), file.FinalPath);
        return true;
    }

    private async Task FinishAsync(SeedTokenFile file, CancellationToken cancellation)
    {
        if (!File.Exists(file.PendingPath))
            return;
        foreach (var token in file.ReadPending() ?? [])
        {
            if (await _accounts.FindGrantAsync(StandaloneToken.Hash(token), cancellation).ConfigureAwait(false) is null)
                continue;
            file.Publish();
            UpstreamLog.FinishedSeed(_logger, file.FinalPath);
            return;
        }

        UpstreamLog.LeftOver(_logger, file.PendingPath);
    }

    private Seed Content(UserName[] names, Dictionary<string, string> tokens)
    {
        var now = Timestamp.Now(_clock);
        return new Seed(
            [.. names.Select(name => new NewAccount(name, DisplayName(name), now, RolesOf(name)))],
            [.. names.Select(name => new NewToken(StandaloneToken.Hash(tokens[name.Value]), name, "first token", now, null))],
            new NewWorkspace("Example", Alice, IsPublic: false, now),
            [new WorkspaceGrant(Bob, WorkspaceRight.Read)],
            [new SeedObject("reads", "Example.Reads-1.0"), new SeedObject("genome", "Example.Genome-1.0")]);
    }

    private string[] RolesOf(UserName name) => name == Administrator ? [_options.FullAdministratorRoles[0]] : [];

    private static string DisplayName(UserName name) => $"{char.ToUpperInvariant(name.Value[0])}{name.Value[1..]}";
}
