namespace SampleService.Server.Tests.Hostile;

/// <summary>The limits of the server that is attacked: small, so that they are met often.</summary>
internal sealed record HostileLimits(int RequestBytes, int AnonymousRequestBytes, int BytesInFlight, int JsonDepth);
