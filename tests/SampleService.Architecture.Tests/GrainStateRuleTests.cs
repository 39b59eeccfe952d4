using System.Reflection;
using SampleService.Grains;
using SampleService.Grains.Abstractions;

namespace SampleService.Architecture.Tests;

/// <summary>
/// Rules for the states that grains keep. Rows are told apart by the name of the state and the key of the grain alone, on
/// any host: the name belongs to one class, never changes, and keys that are text begin as <see cref="GrainKeys"/> says.
/// </summary>
public class GrainStateRuleTests
{
    private static readonly HashSet<string> Names = [.. typeof(WireNames)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(constant => constant.Name.EndsWith("State", StringComparison.Ordinal))
        .Select(constant => (string)constant.GetRawConstantValue()!)];

    [Fact]
    public void States_OfAllGrains_KeepToTheRules() => Assert.Empty(FaultsOf(
        typeof(GrainMemory).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(Grain).IsAssignableFrom(type)), Names));

    [Fact]
    public void StateNames_EachConstant_IsUsedOnce() => Assert.Equal(
        Names.Order(StringComparer.Ordinal),
        StatesOf(typeof(GrainMemory).Assembly.GetTypes()).Select(state => state.Attribute.StateName).Order(StringComparer.Ordinal));

    [Fact]
    public void Rules_BrokenOnes_AreFound() => Assert.Equal(
        [
            "Stranger keeps twice, as another does",
            "Stranger keeps twice, which is no constant ...State of WireNames",
            "Twin keeps named in the storage elsewhere",
            "Twin keeps named, as another does",
            "Twin keeps twice, which is no constant ...State of WireNames",
        ],
        FaultsOf([typeof(Good), typeof(Twin), typeof(Stranger)], ["good", "named"]).Order(StringComparer.Ordinal));

    private static IEnumerable<string> FaultsOf(IEnumerable<Type> classes, HashSet<string> names)
    {
        var taken = new HashSet<string>();
        foreach (var (type, attribute) in StatesOf(classes))
        {
            if (!names.Contains(attribute.StateName))
                yield return $"{type.Name} keeps {attribute.StateName}, which is no constant ...State of WireNames";
            if (!taken.Add(attribute.StateName))
                yield return $"{type.Name} keeps {attribute.StateName}, as another does";
            // Hosts register the one storage without a name.
            if (attribute.StorageName is { } storage)
                yield return $"{type.Name} keeps {attribute.StateName} in the storage {storage}";
        }
    }

    private static IEnumerable<(Type Class, PersistentStateAttribute Attribute)> StatesOf(IEnumerable<Type> classes) =>
        from type in classes
        from constructor in type.GetConstructors()
        from parameter in constructor.GetParameters()
        let attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()
        where attribute is not null
        select (type, attribute);

    private sealed class Good([PersistentState("good")] IPersistentState<object> a, [PersistentState("named")] IPersistentState<object> b) : Grain
    {
        public object States => (a, b);
    }

    private sealed class Twin([PersistentState("named", "elsewhere")] IPersistentState<object> a, [PersistentState("twice")] IPersistentState<object> b) : Grain
    {
        public object States => (a, b);
    }

    private sealed class Stranger([PersistentState("twice")] IPersistentState<object> a) : Grain
    {
        public object States => a;
    }
}
