using System.Runtime.CompilerServices;

namespace SampleService.JsonRpc;

/// <summary>Reads the header <c>Authorization</c> as KBase has it: the token alone.</summary>
public static class AuthorizationHeader
{
    private const string Bearer = "Bearer";

    /// <summary>
    /// The tokens of headers with a scheme. The web server has one string for all requests of a connection, and whoever remembers tokens
    /// recognises a string much faster than its text, so each header has one token too, for as long as it lives.
    /// </summary>
    private static readonly ConditionalWeakTable<string, string> Tokens = [];

    /// <summary>The token in the header; null when there is no header.</summary>
    /// <param name="value">The value of the header.</param>
    /// <param name="takesBearer">Whether the name of the scheme may stand before the token, in any letter case.</param>
    public static string? FindToken(string? value, bool takesBearer) =>
        !takesBearer || value is null || !HasScheme(value) ? value
        : Tokens.TryGetValue(value, out var token) ? token
        : Tokens.GetOrAdd(value, static value => value[Bearer.Length..].Trim(' '));

    private static bool HasScheme(string value) =>
        value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && (value.Length == Bearer.Length || value[Bearer.Length] == ' ');
}
