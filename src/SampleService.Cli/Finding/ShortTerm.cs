using System.Text.RegularExpressions;

namespace SampleService.Cli;

/// <summary>One term of a short filter, such as <c>depth&gt;=10ft</c>, taken apart.</summary>
/// <param name="IsNegated">Whether it begins with an exclamation mark.</param>
/// <param name="Key">What it is about.</param>
/// <param name="Operator">How it is compared; empty where the key alone is asked for.</param>
/// <param name="Value">With what.</param>
internal sealed partial record ShortTerm(bool IsNegated, string Key, string Operator, string Value)
{
    /// <summary>The operators that compare by size, as the contract calls them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Ranges = new Dictionary<string, string>
    {
        [">="] = "gte",
        [">"] = "gt",
        ["<="] = "lte",
        ["<"] = "lt",
    };

    /// <exception cref="FailureException">It is no term.</exception>
    public static ShortTerm Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw new FailureException(ExitCodes.Error, $"'{text}' is no term such as depth>=10ft, material=Soil or owner=alice.");
        var (key, sign, value) = (match.Groups["key"].Value.Trim(' '), match.Groups["sign"].Value, match.Groups["value"].Value.Trim(' '));
        if (sign.Length > 0 && value.Length == 0)
            throw new FailureException(ExitCodes.Error, $"'{text}' has nothing after {sign}.");
        return sign == "!=" ? new ShortTerm(true, key, "=", value) : new ShortTerm(match.Groups["not"].Success, key, sign, value);
    }

    [GeneratedRegex("^(?<not>!)?(?<key>[^<>=~^!]+?)\\s*(?:(?<sign>>=|<=|!=|\\^=|>|<|~|=)(?<value>.*))?$", RegexOptions.Singleline)]
    private static partial Regex Form();
}
