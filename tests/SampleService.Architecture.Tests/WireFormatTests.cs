using System.Reflection;

namespace SampleService.Architecture.Tests;

/// <summary>
/// Whoever changes a name, the number or type of a member, or the parameters of a method breaks data and processes of the version
/// before; new members get new numbers. What is new is added to the file.
/// </summary>
public class WireFormatTests
{
    [Fact]
    public void WireFormat_OfAllThatCrosses_NeverChanges() => Assert.Equal(
        File.ReadAllText(Path.Combine(Repository.Root, "tests/SampleService.Architecture.Tests/wire-format.txt")).ReplaceLineEndings("\n"),
        string.Concat(Lines().Order(StringComparer.Ordinal).Select(line => $"{line}\n")));

    [Fact]
    public void Names_OfAllThatCrosses_AreUnique() => Assert.Distinct(
        Wire.GrainInterfaces.Concat(Wire.Messages).Concat(Wire.Values).Select(Wire.AliasOf).Concat(Wire.Registered.Keys));

    private static IEnumerable<string> Lines() =>
    [
        .. Wire.GrainClasses.Select(type => $"grain {type.GetCustomAttribute<GrainTypeAttribute>()!.GetGrainType(null!, null!)}"),
        .. Wire.GrainMethods.Select(method =>
            $"method {Wire.AliasOf(method.DeclaringType!)}/{Wire.AliasOf(method)}: "
            + $"({string.Join(", ", method.GetParameters().Select(parameter => Wire.NameOf(parameter.ParameterType)))}) -> {Wire.NameOf(method.ReturnType)}"),
        .. Wire.Messages.Concat(Wire.Values).Where(type => !type.IsEnum).Select(type => $"type {Wire.AliasOf(type)}: {MembersOf(type)}"),
        .. Wire.Values.Where(type => type.IsEnum).Select(type =>
            $"type {Wire.AliasOf(type)}: {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(value => $"{value}={(int)value}"))}"),
        .. Wire.Registered.Select(name => $"type {name.Key}: {MembersOf(Wire.Surrogates[name.Value])}"),
    ];

    private static string MembersOf(Type type) => Wire.MembersOf(type).ToArray() is { Length: > 0 } members
        ? string.Join(", ", members.Select(member => $"{member.Number} {Wire.NameOf(member.Type)} {member.Name}"))
        : "none";
}
