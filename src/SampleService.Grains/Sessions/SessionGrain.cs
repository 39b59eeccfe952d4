using System.Data.Common;
using System.Globalization;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// See <see cref="ISessionGrain"/>. Every write is conditional on the version in memory; when that is not the stored one any more, the
/// state is read and the call decides again. A session that was removed never comes back: only a login stores one where none is.
/// </summary>
[GrainType("session")]
internal sealed class SessionGrain(
    [PersistentState(WireNames.SessionState)] IPersistentState<SessionState> state, OwnershipEpoch epoch)
    : TransientGrain, ISessionGrain
{
    private StoredSession? _session;

    protected override bool IsEmpty => !state.RecordExists;

    private int Version => int.Parse(state.Etag!, NumberStyles.None, CultureInfo.InvariantCulture);

    private StoredSession? Current
    {
        get
        {
            if (!state.RecordExists)
                return _session = null;
            if (_session?.Version != Version)
                _session = new StoredSession(state.State.ToSession(), Version);
            return _session;
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (IsEmpty)
            DeactivateSoonIfEmpty();
    }

    public async Task<StoredSession> Begin(Session session)
    {
        while (Current is null)
            await TryWrite(SessionState.Of(session));
        return Current!;
    }

    public async Task<StoredSession?> Find(int seen)
    {
        if (Current?.Version != seen)
            await Read();
        return Current;
    }

    public async Task<StoredSession?> MoveIdleExpiry(MoveIdleExpiry command)
    {
        while (Current is { Content: { } session } && session.IdleExpiresAt.CompareTo(command.IfBefore) < 0)
            await TryWrite(state.State with { IdleExpiresAt = command.To.Milliseconds });
        return Current;
    }

    public async Task End()
    {
        while (state.RecordExists)
        {
            try
            {
                await state.ClearStateAsync();
            }
            catch (InconsistentStateException)
            {
                await Read();
            }
            catch (Exception e) when (e is DbException or ServiceException)
            {
                // It may still be removed, after others have seen it.
                epoch.MarkOutcomeUnknown();
                throw Failed(e);
            }
        }

        DeactivateSoonIfEmpty();
    }

    /// <summary>Writes, or reads what another process has written meanwhile.</summary>
    private async Task TryWrite(SessionState next)
    {
        var former = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            await Read();
        }
        catch (Exception e) when (e is DbException or ServiceException)
        {
            // If it was written all the same, the next write finds another version and reads.
            state.State = former;
            throw Failed(e);
        }
    }

    private async Task Read()
    {
        try
        {
            await state.ReadStateAsync();
        }
        catch (DbException e)
        {
            throw Failed(e);
        }

        if (IsEmpty)
            DeactivateSoonIfEmpty();
    }

    private static ServiceException Failed(Exception cause) =>
        cause as ServiceException ?? new ServiceException(ErrorKind.StorageFailure, "Connection to database failed", cause);
}
