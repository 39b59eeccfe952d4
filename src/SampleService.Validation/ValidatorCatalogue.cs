namespace SampleService.Validation;

/// <summary>
/// The validators that a configuration can name, by module and builder. Holds those of docs/validators.md; code can add
/// others. Nothing is ever loaded because a configuration names it.
/// </summary>
public sealed class ValidatorCatalogue
{
    /// <summary>The module of the built-in validators, by the name that existing configurations use.</summary>
    public const string BuiltInModule = "SampleService.core.validator.builtin";

    private readonly Dictionary<string, Dictionary<string, Func<ValidatorSettings, IMetadataValidator>>> _modules =
        new(StringComparer.Ordinal);

    /// <param name="ontologies">Where terms are looked up; without it, ontology validators fail when they are used.</param>
    /// <param name="limits"><see cref="WaitLimits.Default"/> when null.</param>
    public ValidatorCatalogue(IOntologySource? ontologies = null, WaitLimits? limits = null)
    {
        Limits = limits ?? WaitLimits.Default;
        var source = ontologies ?? new NoOntologySource();
        Add(BuiltInModule, "noop", NoopValidator.Build);
        Add(BuiltInModule, "string", StringValidator.Build);
        Add(BuiltInModule, "enum", EnumValidator.Build);
        Add(BuiltInModule, "number", NumberValidator.Build);
        Add(BuiltInModule, "units", UnitsValidator.Build);
        Add(BuiltInModule, "ontology_has_ancestor", settings => OntologyValidator.Build(settings, source));
    }

    /// <summary>Adds a validator.</summary>
    /// <param name="module">The <c>module</c> in configurations.</param>
    /// <param name="builder">The <c>callable_builder</c> in configurations.</param>
    /// <param name="build">
    /// Called when the configuration is read; throws <see cref="ValidatorSettingsException"/> when the settings are wrong.
    /// </param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public ValidatorCatalogue Add(string module, string builder, Func<ValidatorSettings, IMetadataValidator> build)
    {
        if (!_modules.TryGetValue(module, out var builders))
            _modules.Add(module, builders = new(StringComparer.Ordinal));
        builders.Add(builder, build);
        return this;
    }

    internal WaitLimits Limits { get; }

    /// <summary>The modules, by name.</summary>
    internal IEnumerable<string> Modules => _modules.Keys.Order(StringComparer.Ordinal);

    /// <summary>The builders of a module, by name; null if there is no such module.</summary>
    internal IEnumerable<string>? FindBuilders(string module) =>
        _modules.TryGetValue(module, out var builders) ? builders.Keys.Order(StringComparer.Ordinal) : null;

    /// <summary>Builds a validator with a builder that there is.</summary>
    /// <exception cref="ValidatorSettingsException">The builder refuses its parameters.</exception>
    internal IMetadataValidator Build(string module, string builder, ValidatorSettings settings) =>
        _modules[module][builder](settings);
}
