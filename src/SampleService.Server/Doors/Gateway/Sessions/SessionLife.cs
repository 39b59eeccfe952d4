using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Server;

/// <summary>How long sessions live: without a call, and in any case.</summary>
internal sealed class SessionLife(GatewayOptions options)
{
    /// <summary>Use moves the idle end at most once in this part of the idle life, so that hardly any call writes.</summary>
    private const int MovesInIdleLife = 20;

    private readonly long _idle = options.SessionIdleSeconds * 1000L;
    private readonly long _whole = options.SessionSeconds * 1000L;

    /// <summary>When a session that begins now ends in any case.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="tokenExpires">When its token expires, as far as that is known: the session never outlasts it.</param>
    public Timestamp ExpiresAt(Timestamp now, Timestamp? tokenExpires) => Min(now.Plus(_whole), tokenExpires);

    /// <summary>When a session that is used now ends, if it is not used again.</summary>
    public Timestamp IdleExpiresAt(Timestamp now, Timestamp expiresAt) => Min(now.Plus(_idle), expiresAt);

    public static bool IsOver(Session session, Timestamp now) => now.CompareTo(session.IdleExpiresAt) >= 0;

    /// <summary>How the idle end of a session that is used now is to be moved; null if it was moved a short while ago, or cannot be.</summary>
    public MoveIdleExpiry? Move(Session session, Timestamp now)
    {
        var to = IdleExpiresAt(now, session.ExpiresAt);
        var ifBefore = Min(now.Plus(_idle - (_idle / MovesInIdleLife)), session.ExpiresAt);
        return session.IdleExpiresAt.CompareTo(ifBefore) < 0 ? new MoveIdleExpiry(to, ifBefore) : null;
    }

    private static Timestamp Min(Timestamp left, Timestamp? right) =>
        right is { } other && other.CompareTo(left) < 0 ? other : left;
}
