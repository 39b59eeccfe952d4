using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>What is kept of a session.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="SealedToken">The token that it was made with, encrypted under a key that follows from the id of the session alone.</param>
/// <param name="BeganAt">When it was made.</param>
/// <param name="IdleExpiresAt">When it expires if it is not used; not after <paramref name="ExpiresAt"/>.</param>
/// <param name="ExpiresAt">When it expires in any case.</param>
[GenerateSerializer, Immutable, Alias("sample-service.session-content")]
public sealed record Session(
    [property: Id(0)] UserName User, [property: Id(1)] string SealedToken, [property: Id(2)] Timestamp BeganAt,
    [property: Id(3)] Timestamp IdleExpiresAt, [property: Id(4)] Timestamp ExpiresAt) : GrainMessage;

/// <summary>A session as the database has it.</summary>
/// <param name="Content">The session.</param>
/// <param name="Version">Grows with every change of it.</param>
[GenerateSerializer, Immutable, Alias("sample-service.stored-session")]
public sealed record StoredSession([property: Id(0)] Session Content, [property: Id(1)] int Version) : GrainMessage;

/// <summary>Command: let a session live on, since it was used.</summary>
/// <param name="To">When it expires now if it is not used.</param>
/// <param name="IfBefore">Only if it would expire before this moment: else another call has moved the end a short while ago.</param>
[GenerateSerializer, Immutable, Alias("sample-service.move-idle-expiry")]
public sealed record MoveIdleExpiry([property: Id(0)] Timestamp To, [property: Id(1)] Timestamp IfBefore) : GrainMessage;
