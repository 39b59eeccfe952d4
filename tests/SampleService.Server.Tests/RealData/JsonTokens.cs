using System.Text;
using System.Text.Json;

namespace SampleService.Server.Tests.RealData;

/// <summary>JSON as the sequence of its tokens: numbers with the literal they have, members in the order they have.</summary>
internal static class JsonTokens
{
    /// <summary>One line a token.</summary>
    public static string Of(JsonElement element)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(element.GetRawText()));
        var tokens = new StringBuilder();
        while (reader.Read())
        {
            tokens.Append(reader.TokenType).Append(' ');
            tokens.Append(reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                ? reader.GetString()
                : Encoding.UTF8.GetString(reader.ValueSpan));
            tokens.Append('\n');
        }

        return tokens.ToString();
    }
}
