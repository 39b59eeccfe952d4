namespace SampleService.Domain;

/// <summary>Identifies a webhook. Written in lower case with hyphens.</summary>
public readonly record struct WebhookId(Guid Value)
{
    /// <summary>A random id.</summary>
    public static WebhookId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Where and which events are sent, each as a request of its own (docs/webhooks.md).</summary>
/// <param name="Id">Identifies it.</param>
/// <param name="Maker">Who made it: what this user may see is sent.</param>
/// <param name="Url">Where they are sent.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Progress">How far it has come.</param>
public sealed record Webhook(WebhookId Id, UserName Maker, string Url, Timestamp Created, WebhookProgress Progress)
{
    /// <summary>Of which types, in the order of <see cref="EventType.All"/>; null for all.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>Of which sample; null for all.</summary>
    public SampleId? Sample { get; init; }

    /// <summary>Whether the maker uses administration rights, and is sent all events while having them.</summary>
    public bool AsAdmin { get; init; }

    /// <summary>Whether an event is of those asked for.</summary>
    public bool Includes(SampleEvent one) => (Types is null || Types.Contains(one.Type)) && (Sample is null || one.Sample == Sample);

    /// <summary>The name alone: an address may have something in it that is not for the log.</summary>
    public override string ToString() => nameof(Webhook);
}

/// <summary>How far a webhook has come, and how its receiver has answered.</summary>
/// <param name="Position">Of the last event that was received, or was not to be sent.</param>
public sealed record WebhookProgress(long Position)
{
    /// <summary>When the next event was sent in vain first; null while it was not.</summary>
    public Timestamp? FailingSince { get; init; }

    /// <summary>How often the next event was sent in vain.</summary>
    public int Failures { get; init; }

    /// <summary>When it is sent again; null while it was not sent in vain, and when it is not sent again.</summary>
    public Timestamp? NextAttempt { get; init; }

    /// <summary>When something was sent last; null for never.</summary>
    public Timestamp? LastAttempt { get; init; }

    /// <summary>The HTTP status of the last answer; null if there was none.</summary>
    public int? LastStatus { get; init; }

    /// <summary>What was wrong the last time, one of <see cref="WebhookFault"/>; null for nothing.</summary>
    public string? LastFault { get; init; }

    /// <summary>Since when nothing is sent for ever, after <see cref="WebhookRetry.Span"/> in vain; null while it lives.</summary>
    public Timestamp? Dead { get; init; }

    /// <summary>The state that comes of it: one of <see cref="WebhookState"/>, but for <see cref="WebhookState.Suspended"/>, which comes of the maker.</summary>
    public string State =>
        Dead is not null ? WebhookState.Dead
        : FailingSince is not null ? WebhookState.Failing
        : WebhookState.Active;
}

/// <summary>The states of webhooks as callers are shown them.</summary>
public static class WebhookState
{
    /// <summary>Events are sent, and were received.</summary>
    public const string Active = "active";

    /// <summary>The next event was sent in vain, and is sent again.</summary>
    public const string Failing = "failing";

    /// <summary>Nothing is sent, since the maker has no account, or not the administration rights that it needs.</summary>
    public const string Suspended = "suspended";

    /// <summary>Nothing is sent any more.</summary>
    public const string Dead = "dead";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Active, Failing, Suspended, Dead];

    /// <summary>Those that come of the progress alone.</summary>
    public static readonly IReadOnlyList<string> OfProgress = [Active, Failing, Dead];
}

/// <summary>What was wrong when an event was sent, as callers are shown it. There is no more, so that nobody learns of the network by it.</summary>
public static class WebhookFault
{
    /// <summary>The status of the answer is none from 200 to 299.</summary>
    public const string Status = "status";

    /// <summary>The host has no address, or none that may be sent to.</summary>
    public const string Address = "address";

    /// <summary>No connection came about, or it broke.</summary>
    public const string Connection = "connection";

    /// <summary>The receiver could not prove who it is.</summary>
    public const string Certificate = "certificate";

    /// <summary>There was no answer in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>Events that were to be sent are no longer kept.</summary>
    public const string Gone = "gone";

    /// <summary>The secret cannot be read: it was encrypted for another webhook, or by another deployment.</summary>
    public const string Secret = "secret";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Status, Address, Connection, Certificate, Timeout, Gone, Secret];
}
