namespace SampleService.Units.Tests;

/// <summary>Built-in and own definitions.</summary>
public class DefinitionTests
{
    private static readonly UnitRegistry Registry = UnitRegistry.Default;

    [Fact]
    public void BuiltIn_EveryName_IsAUnitOfFiniteSize() => Assert.Empty(
        Registry.Names.Where(name => Registry.Parse(name) is { IsScale: false } unit && !(double.IsFinite(unit.BaseFactor) && unit.BaseFactor != 0)));

    [Fact]
    public void BuiltIn_EveryUnitOfTheVocabulary_IsKnown()
    {
        var units = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Files", "kbase_vocabulary.yml"))
            .Select(line => line.TrimStart(' ', '-'))
            .Where(line => line.StartsWith("units: ", StringComparison.Ordinal))
            .Select(line => line["units: ".Length..])
            .ToHashSet();

        Assert.True(units.Count > 10);
        Assert.Empty(units.Where(unit => !Registry.TryParse(unit, out _, out _)));
    }

    [Fact]
    public void BuiltIn_DerivedConstants_HaveKnownValues()
    {
        Assert.Equal(8.314462618, Registry.Parse("R").Convert(1, Registry.Parse("J/mol/K")), 1e-8);
        Assert.Equal(96485.33212, Registry.Parse("faraday_constant").Convert(1, Registry.Parse("C/mol")), 1e-4);
        Assert.Equal(5.670374419e-8, Registry.Parse("σ").Convert(1, Registry.Parse("W/m^2/K^4")), 1e-16);
        Assert.Equal(1 / 137.035999, Registry.Parse("alpha").Convert(1, Registry.Parse("dimensionless")), 1e-10);
        Assert.Equal(5.29177210903e-11, Registry.Parse("bohr").Convert(1, Registry.Parse("m")), 1e-19);
        Assert.Equal(9.4607304725808e15, Registry.Parse("ly").Convert(1, Registry.Parse("m")), 1);
        Assert.Equal(3.33564e-30, Registry.Parse("debye").Convert(1, Registry.Parse("C m")), 1e-34);
        Assert.Equal(9.274009994e-24, Registry.Parse("bohr_magneton").Convert(1, Registry.Parse("J/T")), 1e-30);
    }

    [Fact]
    public void Load_OwnDefinitions_MayBeInAnyOrder()
    {
        var registry = UnitRegistry.Load(new StringReader("""
            # parts stand behind what is made of them
            well (wells): 2 plate / 96
            plate: [labware]
            semi-: 0.5
            """));

        Assert.Equal(1, registry.Parse("semiwell").Convert(96, registry.Parse("plate")), 1e-12);
        Assert.False(registry.TryParse("m", out _, out _));
    }

    [Theory]
    [InlineData("a: b", "line 1: undefined unit: b (character 1)")]
    [InlineData("a: [x]\n\nb: a +", "line 3: syntax error: '+' has no meaning there (character 3)")]
    [InlineData("a: b\nb: 2 a", "line 1: a is defined by itself")]
    [InlineData("a: [x]\na: [y]", "line 2: a is defined in line 1 already")]
    [InlineData("a [x]", "line 1: it has to be names, a colon, a blank, and what they stand for")]
    [InlineData("(): [x]", "line 1: it has to be names, a colon, a blank, and what they stand for")]
    [InlineData("k-: many", "line 1: 'many' is not a number")]
    [InlineData("a: 1 log 10", "line 1: a logarithmic scale is written: level 0 log base times levels")]
    public void Load_WrongDefinition_NamesItsLine(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => UnitRegistry.Load(new StringReader(text))).Message);
}
