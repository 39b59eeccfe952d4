using System.Globalization;
using YamlDotNet.Core;

namespace SampleService.Validation;

/// <summary>What is wrong with a YAML text, and where.</summary>
internal static class YamlProblem
{
    public static UnreadableConfigurationException At(Mark mark, string problem, Exception? cause = null) => new(
        string.Create(CultureInfo.InvariantCulture, $"line {mark.Line}, column {mark.Column}: {problem}"), cause);
}
