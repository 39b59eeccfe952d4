using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Upstream.Standalone;

/// <summary>
/// Fills an empty stand-alone deployment with example data: the accounts <c>alice</c>, <c>bob</c> and <c>admin</c> (with full
/// administration), a workspace of alice with two objects that bob may read, and a file with a token for each account.
/// </summary>
/// <remarks>
/// The order makes every crash recoverable: (1) write the tokens to a pending file, (2) store the accounts in one transaction,
/// (3) give the file its final name. After a stop before 2, the next start finds no accounts and begins again. After a stop between
/// 2 and 3, it finds accounts that match the pending file, and renames it. A write with an unknown outcome is one of these cases.
/// </remarks>
public sealed class StandaloneSeed
{
    private static readonly UserName Alice = new("alice"), Bob = new("bob"), Administrator = new("admin");

    private readonly IAccountStore _accounts;
    private readonly StandaloneOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<StandaloneSeed> _logger;

    public StandaloneSeed(
        IAccountStore accounts, StandaloneOptions options, TimeProvider clock, ILogger<StandaloneSeed> logger)
    {
        _accounts = accounts;
        _options = options;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Creates the accounts if there are none, or completes an earlier run that was interrupted.</summary>
    /// <param name="dataDirectory">Directory of <c>tokens.json</c>; created if necessary.</param>
    /// <param name="cancellation">Interrupts the run; the next one completes it.</param>
    /// <returns>Whether accounts were created.</returns>
    /// <exception cref="UpstreamConfigurationException">The file cannot be written, or is that of another database.</exception>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    public async Task<bool> RunAsync(string dataDirectory, CancellationToken cancellation)
    {
        var file = new SeedTokenFile(dataDirectory, _logger);
        try
        {
            await RequireAccountsOfAsync(file, cancellation).ConfigureAwait(false);
            if (await _accounts.IsEmptyAsync(cancellation).ConfigureAwait(false))
                return await CreateAsync(file, cancellation).ConfigureAwait(false);
            await CompleteAsync(file, cancellation).ConfigureAwait(false);
            await TellOfLostTokensAsync(file, cancellation).ConfigureAwait(false);
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UpstreamConfigurationException($"The tokens of the first accounts cannot be written to {file.FinalPath}", fault);
        }
    }

    /// <summary>Makes no accounts, and tells the operator what to do where there are none, or where their tokens may be lost.</summary>
    /// <param name="dataDirectory">Directory in which <c>tokens.json</c> would be.</param>
    /// <param name="reason">Why none are made; what follows "since".</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    public async Task SkipAsync(string dataDirectory, string reason, CancellationToken cancellation)
    {
        if (await _accounts.IsEmptyAsync(cancellation).ConfigureAwait(false))
            UpstreamLog.NoAccounts(_logger, reason);
        else
            await TellOfLostTokensAsync(new SeedTokenFile(dataDirectory, _logger), cancellation).ConfigureAwait(false);
    }

    /// <summary>Tokens of accounts that a first start made were in a file. Other accounts never had one.</summary>
    private async Task TellOfLostTokensAsync(SeedTokenFile file, CancellationToken cancellation)
    {
        if (File.Exists(file.FinalPath) || File.Exists(file.PendingPath))
            return;
        var known = (await _accounts.ListAsync(cancellation).ConfigureAwait(false)).Select(account => account.Name).ToHashSet();
        if (known.IsSupersetOf([Alice, Bob, Administrator]))
            UpstreamLog.TokensGone(_logger, file.FinalPath);
    }

    /// <summary>Accounts are never deleted, so one that is not there tells of a database that is gone, or lacks what it had.</summary>
    private async Task RequireAccountsOfAsync(SeedTokenFile file, CancellationToken cancellation)
    {
        if (file.ReadUsers() is not { Count: > 0 } users)
            return;
        var known = (await _accounts.ListAsync(cancellation).ConfigureAwait(false)).Select(account => account.Name.Value).ToHashSet(StringComparer.Ordinal);
        if (users.FirstOrDefault(user => !known.Contains(user)) is { } missing)
            throw new UpstreamConfigurationException(
                $"{file.FinalPath} has a token of {missing}, an account that the database has not: it belongs to another database, or this one has lost data. "
                + "Put the right database in its place, or move that file away to go on with this one");
    }

    private async Task<bool> CreateAsync(SeedTokenFile file, CancellationToken cancellation)
    {
        var names = new[] { Alice, Bob, Administrator };
        var tokens = names.ToDictionary(name => name.Value, _ => StandaloneToken.Create());
        file.WritePending(tokens);
        var stored = await _accounts.SeedAsync(Content(names, tokens), cancellation).ConfigureAwait(false);
        if (!stored)
        {
            // Another process stored its accounts first, so these tokens are not valid.
            File.Delete(file.PendingPath);
            return false;
        }

        file.Publish();
        UpstreamLog.Seeded(_logger, string.Join(", ", names), file.FinalPath);
        return true;
    }

    private async Task CompleteAsync(SeedTokenFile file, CancellationToken cancellation)
    {
        if (!File.Exists(file.PendingPath))
            return;
        byte[][] hashes = [.. (file.ReadPending() ?? []).Select(StandaloneToken.Hash)];
        if ((await _accounts.FindGrantsAsync(hashes, cancellation).ConfigureAwait(false)).Count > 0)
        {
            file.Publish();
            UpstreamLog.FinishedSeed(_logger, file.FinalPath);
        }
        else
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
