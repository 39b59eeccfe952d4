using System.Text.Json.Serialization;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains;

/// <summary>A session as its row has it; times are in milliseconds since 1970. The indexes of the database know these names.</summary>
internal sealed record SessionState
{
    public string User { get; init; } = "";

    public string SealedToken { get; init; } = "";

    public long BeganAt { get; init; }

    public long IdleExpiresAt { get; init; }

    public long ExpiresAt { get; init; }

    public static SessionState Of(Session session) => new()
    {
        User = session.User.Value,
        SealedToken = session.SealedToken,
        BeganAt = session.BeganAt.Milliseconds,
        IdleExpiresAt = session.IdleExpiresAt.Milliseconds,
        ExpiresAt = session.ExpiresAt.Milliseconds,
    };

    public Session ToSession() => new(
        new UserName(User), SealedToken, new Timestamp(BeganAt), new Timestamp(IdleExpiresAt), new Timestamp(ExpiresAt));
}

/// <summary>Its form in JSON, made when the program is built.</summary>
[JsonSerializable(typeof(SessionState))]
internal sealed partial class SessionStateJson : JsonSerializerContext;
