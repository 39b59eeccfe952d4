namespace SampleService.Upstream.Tests;

/// <summary>A request that a stub has seen.</summary>
internal sealed record SeenRequest(string Verb, string Target, string Body, string Authorization, string ContentType);
