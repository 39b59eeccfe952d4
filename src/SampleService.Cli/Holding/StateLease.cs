using System.Text.Json;

namespace SampleService.Cli;

/// <summary>
/// A state of the platform that this program has set: kept while it is needed, and ended. Another program may call by the same name, to
/// which setting it is a renewal, so the reason has a mark of this one, and the list is looked at before anything is believed or ended.
/// </summary>
/// <param name="client">The way to the server.</param>
/// <param name="name">The name of the state.</param>
/// <param name="seconds">How long it holds without being renewed.</param>
/// <param name="say">Tells the user something.</param>
internal sealed class StateLease(RpcClient client, string name, long seconds, Action<string> say)
{
    /// <summary>A failure of the database: the state is set all the same when a write that began before did not end in time.</summary>
    private const int StorageFailure = 70030;

    private const string Ended = "somebody has ended it, or its lease was over; another may have set it since, and keeps it";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly int _state = PlatformStates.Shared[name];
    private readonly TimeSpan _lease = TimeSpan.FromSeconds(seconds);
    /// <summary>Part of the reason: a state that is set already keeps that of the program that was first.</summary>
    private readonly string _mark = $"hold {Guid.NewGuid().ToString("N")[..8]}";
    private long _renewed;
    private string? _since;

    /// <summary>Whether a state that could not be set well may be set all the same.</summary>
    public bool MayBeSet { get; private set; }

    /// <summary>Whether it was not in force for a time, or somebody else has ended it.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Sets it, unless it is set: the one who has set it would be disturbed.</summary>
    /// <returns>Why it could not be set; else null.</returns>
    public async Task<CallFailure?> SetAsync(bool isQuiescing, string? reason, TimeSpan limit, CancellationToken cancellation)
    {
        var (found, failure) = await FindAsync(limit, cancellation);
        if (failure is not null)
            return failure;
        if (found is { } other && Cells.Find(other, "expired").ValueKind != JsonValueKind.True)
            return SetAlready(other);
        _renewed = TimeProvider.System.GetTimestamp();
        (_, failure) = await TryAsync("PlatformState.set", Write, limit, cancellation);
        MayBeSet = failure is not null && (failure.Error is null || failure.Error.Details.Any(detail => detail.Code == StorageFailure));
        if (failure is not null)
            return failure;
        (found, failure) = await FindAsync(limit, cancellation);
        MayBeSet = failure is not null;
        if (failure is not null)
            return failure;
        if (found is not { } set)
            return new CallFailure($"The state {name} was ended by somebody as soon as it was set.", ExitCodes.Temporary);
        if (!IsOwn(set))
            return SetAlready(set);
        _since = Cells.Member(set, "since");
        return null;

        void Write(Utf8JsonWriter writer)
        {
            WriteState(writer, seconds);
            if (isQuiescing)
                writer.WriteBoolean("quiesce", true);
            writer.WriteString("reason", reason is null ? _mark : $"{reason} ({_mark})");
        }
    }

    /// <summary>Renews it until it is told to end, or the state is lost.</summary>
    public async Task KeepAsync(CancellationToken end)
    {
        var isFailing = false;
        while (true)
        {
            await Task.Delay(isFailing ? Pause : _lease / 3, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var asked = TimeProvider.System.GetTimestamp();
            var (isOwn, failure) = await FindOwnAsync(_lease / 3, end);
            if (isOwn)
                (_, failure) = await TryAsync("PlatformState.renew", writer => WriteState(writer, seconds), _lease / 3, end);
            if (end.IsCancellationRequested)
                return;
            if (failure is null && !isOwn)
            {
                Lose(Ended);
                return;
            }

            if (failure is { IsFinal: true })
            {
                Lose(failure.Message);
                return;
            }

            if (failure is null)
            {
                if (isFailing)
                    say($"The state {name} is renewed again.");
                (isFailing, _renewed) = (false, asked);
            }
            else
            {
                if (!isFailing)
                    say($"The state {name} could not be renewed, which is tried again: {failure.Message}");
                isFailing = true;
                // A restore ends with no lease.
                if (_state != PlatformStates.Restore && TimeProvider.System.GetElapsedTime(_renewed) > _lease)
                {
                    Lose("its lease is over");
                    return;
                }
            }
        }
    }

    /// <summary>Ends it, unless it is another's by now; tries for a time, since the server may be starting again.</summary>
    /// <returns>Why it could not be ended; else null.</returns>
    public async Task<CallFailure?> ClearAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var hasAsked = false;
        while (true)
        {
            var (isOwn, failure) = await FindOwnAsync(patience, cancellation);
            if (isOwn)
            {
                hasAsked = true;
                (_, failure) = await TryAsync("PlatformState.clear", writer => WriteState(writer, null), patience, cancellation);
            }
            else if (failure is null)
            {
                // It has been ended by what was asked for before and not answered, or it may never have been set.
                if (!hasAsked && _since is not null)
                {
                    IsLost = true;
                    say($"The state {name} was lost before the command ended: {Ended}");
                }

                return null;
            }

            if (failure is not { IsFinal: false } || cancellation.IsCancellationRequested || TimeProvider.System.GetElapsedTime(began) > patience)
                return failure;
            await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Leaves it set, and lets its lease end: who looks at it sees that its owner is gone.</summary>
    public async Task AbandonAsync(CancellationToken cancellation)
    {
        if ((await FindOwnAsync(_lease, cancellation)).IsOwn)
            await TryAsync("PlatformState.renew", writer => WriteState(writer, 1), _lease, cancellation);
    }

    private CallFailure SetAlready(JsonElement other) => new(
        $"The state {name} is set already, by {Cells.Member(other, "owner")} since {Cells.Time(Cells.Find(other, "since"))}, reason: {Cells.Member(other, "reason")}. samplectl state clear {name} ends it.",
        ExitCodes.Temporary);

    /// <summary>Whether it is in force, and this program was the one that set it.</summary>
    private async Task<(bool IsOwn, CallFailure? Failure)> FindOwnAsync(TimeSpan limit, CancellationToken cancellation)
    {
        var (found, failure) = await FindAsync(limit, cancellation);
        return (found is { } state && IsOwn(state), failure);
    }

    private async Task<(JsonElement? Found, CallFailure? Failure)> FindAsync(TimeSpan limit, CancellationToken cancellation)
    {
        var (listed, failure) = await TryAsync("PlatformState.list", null, limit, cancellation);
        return failure is null && listed.ValueKind == JsonValueKind.Array
            && listed.EnumerateArray().FirstOrDefault(IsThis) is { ValueKind: JsonValueKind.Object } found
            ? (found, null)
            : (null, failure);
    }

    private bool IsThis(JsonElement listed) =>
        Cells.Find(listed, "state") is { ValueKind: JsonValueKind.Number } state && state.TryGetInt32(out var number) && number == _state;

    private bool IsOwn(JsonElement listed) =>
        Cells.Member(listed, "reason").Contains(_mark, StringComparison.Ordinal) && (_since is null || Cells.Member(listed, "since") == _since);

    private void WriteState(Utf8JsonWriter writer, long? lease)
    {
        writer.WriteNumber("state", _state);
        if (lease is { } asked)
            writer.WriteNumber("lease_seconds", asked);
    }

    private void Lose(string why)
    {
        IsLost = true;
        say($"The state {name} is lost, and the command goes on without it: {why}");
    }

    private async Task<(JsonElement Result, CallFailure? Failure)> TryAsync(
        string method, Action<Utf8JsonWriter>? writeMembers, TimeSpan limit, CancellationToken cancellation)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(limit);
        try
        {
            var answer = await client.CallAsync(method, Write, bounded.Token);
            return (answer.Result, answer.Error is null ? null : new CallFailure(answer.Error.Summary, answer.Error.ExitCode, answer.Error));
        }
        catch (OperationCanceledException)
        {
            return (default, new CallFailure("there was no answer in time", ExitCodes.Temporary));
        }
        catch (FailureException e)
        {
            return (default, new CallFailure(e.Message, e.ExitCode));
        }

        void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writeMembers?.Invoke(writer);
            writer.WriteEndObject();
        }
    }
}
