namespace SampleService.JsonRpc;

/// <summary>Reads the header <c>Authorization</c> as KBase has it: the token alone.</summary>
public static class AuthorizationHeader
{
    private const string Bearer = "Bearer";

    /// <summary>The token in the header; null when there is no header.</summary>
    /// <param name="value">The value of the header.</param>
    /// <param name="takesBearer">Whether the name of the scheme may stand before the token, in any letter case.</param>
    public static string? FindToken(string? value, bool takesBearer) =>
        takesBearer && value is not null && HasScheme(value) ? value[Bearer.Length..].Trim(' ') : value;

    private static bool HasScheme(string value) =>
        value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && (value.Length == Bearer.Length || value[Bearer.Length] == ' ');
}
