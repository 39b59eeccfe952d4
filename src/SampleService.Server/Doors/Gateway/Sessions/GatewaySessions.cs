using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using SampleService.Domain;
using SampleService.Grains;
using SampleService.Grains.Abstractions;
using SampleService.JsonRpc;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>
/// Begins, judges and ends the sessions of the gateway door (docs/sessions.md). A session stands for the token that made it, which is
/// judged again on each use as if it had been presented.
/// </summary>
internal sealed partial class GatewaySessions(
    SessionReader sessions, ISessionStore store, PresentedTokens tokens, SessionLife life, TimeProvider clock, ILogger<GatewaySessions> log)
{
    /// <summary>Sessions of a user; with one more the oldest ends.</summary>
    public const int MaxSessionsOfUser = 100;

    /// <summary>Tokens of sessions that are in memory, so that not each call decrypts one.</summary>
    private readonly ConditionalWeakTable<Session, string> _tokens = [];

    /// <summary>Begins a session, always a new one.</summary>
    /// <exception cref="ServiceException">The session could not be stored.</exception>
    public async Task<SessionId> BeginAsync(CallerIdentity caller, string callId, CancellationToken cancellation)
    {
        var (id, now) = (SessionId.Create(), Timestamp.Now(clock));
        var user = new UserName(caller.User!);
        var expiresAt = life.ExpiresAt(now, caller.TokenExpires is { } end ? new Timestamp(end.ToUnixTimeMilliseconds()) : null);
        var session = new Session(user, id.Seal(caller.Token!), now, life.IdleExpiresAt(now, expiresAt), expiresAt);
        await sessions.RememberAsync(id.Key, callId, async grain => await grain.Begin(session));
        foreach (var removed in await store.RemoveOldestAsync(user, MaxSessionsOfUser, cancellation))
            sessions.Forget(removed);
        return id;
    }

    /// <summary>Who calls with a session, or why that is refused. Completes at once where session and token are remembered.</summary>
    /// <param name="cookie">The session, as it was presented.</param>
    /// <param name="isUse">Whether it is used, which moves its idle end; else somebody only looks.</param>
    /// <param name="callId">The id that the log has.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    /// <exception cref="ServiceException">It could not be found out.</exception>
    public async ValueTask<GatewayJudgement> JudgeAsync(string cookie, bool isUse, string callId, CancellationToken cancellation)
    {
        if (SessionId.Parse(cookie) is not { } id || await FindAsync(id, callId, cancellation) is not { } session)
            return GatewayRefusal.InvalidSession;
        if (!_tokens.TryGetValue(session, out var token))
        {
            token = Unseal(id, session);
            if (token is null)
                return GatewayRefusal.InvalidSession;
            _tokens.AddOrUpdate(session, token);
        }

        var judged = await tokens.JudgeAsync(token, cancellation);
        if (judged.Refusal is not null)
        {
            await EndAsync(id, callId, cancellation);
            EndedByToken(log, session.User.Value, judged.Refusal.Error, callId);
            return GatewayRefusal.InvalidSession;
        }

        if (isUse && life.Move(session, Timestamp.Now(clock)) is { } move)
            await MoveIdleExpiryAsync(id, move, callId);
        return judged;
    }

    /// <summary>The session that lives under an id; null if there is none.</summary>
    /// <exception cref="ServiceException">StorageFailure: the database failed.</exception>
    public async ValueTask<Session?> FindAsync(SessionId id, string callId, CancellationToken cancellation) =>
        await sessions.FindAsync(id.Key, callId, cancellation) is { } session && !SessionLife.IsOver(session, Timestamp.Now(clock))
            ? session
            : null;

    /// <summary>Ends a session: when this returns, every process refuses it.</summary>
    /// <exception cref="ServiceException">It may not have ended.</exception>
    public Task EndAsync(SessionId id, string callId, CancellationToken cancellation) => sessions.EndAsync(id.Key, callId, cancellation);

    private async Task MoveIdleExpiryAsync(SessionId id, MoveIdleExpiry move, string callId)
    {
        try
        {
            await sessions.RememberAsync(id.Key, callId, grain => grain.MoveIdleExpiry(move));
        }
        catch (ServiceException e)
        {
            // The call does not depend on it, and a later one tries again.
            NotMoved(log, e, callId);
        }
    }

    private string? Unseal(SessionId id, Session session)
    {
        try
        {
            return id.Unseal(session.SealedToken);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            NotReadable(log, session.User.Value);
            return null;
        }
    }

    [LoggerMessage(1301, LogLevel.Information, "A session of {User} has ended, since its token is refused: {Reason}, call={CallId}")]
    private static partial void EndedByToken(ILogger log, string user, string reason, string callId);

    [LoggerMessage(1302, LogLevel.Warning, "A session was used, and its idle end could not be moved, call={CallId}")]
    private static partial void NotMoved(ILogger log, Exception failure, string callId);

    [LoggerMessage(1303, LogLevel.Warning, "The token of a session of {User} is not readable: the row was changed from outside")]
    private static partial void NotReadable(ILogger log, string user);
}
