namespace SampleService.Validation;

/// <summary>
/// The validators a configuration can name, by module and builder. Those of section 8 of the wire contract are in it; code
/// adds others. A configuration can only name what is here: nothing is ever loaded because a file says so.
/// </summary>
public sealed class ValidatorCatalogue
{
    /// <summary>The module of the built-in validators. The name is the one configurations in use have.</summary>
    public const string BuiltInModule = "SampleService.core.validator.builtin";

    private readonly Dictionary<string, Dictionary<string, Func<ValidatorSettings, IMetadataValidator>>> _modules =
        new(StringComparer.Ordinal);

    /// <param name="ontologies">Who knows terms; when there is nobody, validators that have to ask fail when they are used.</param>
    /// <param name="limits">How long the validators of a call may wait; <see cref="WaitLimits.Default"/> when not given.</param>
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
    /// <param name="module">What configurations have as its <c>module</c>.</param>
    /// <param name="builder">What they have as its <c>callable_builder</c>.</param>
    /// <param name="build">
    /// Makes it of its settings when the configuration is read; throws <see cref="ValidatorSettingsException"/> when they are wrong.
    /// </param>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public ValidatorCatalogue Add(string module, string builder, Func<ValidatorSettings, IMetadataValidator> build)
    {
        if (!_modules.TryGetValue(module, out var builders))
            _modules.Add(module, builders = new(StringComparer.Ordinal));
        builders.Add(builder, build);
        return this;
    }

    internal WaitLimits Limits { get; }

    internal bool HasModule(string module) => _modules.ContainsKey(module);

    /// <exception cref="ValidatorSettingsException">The builder is not known or refuses its parameters.</exception>
    internal IMetadataValidator Build(string module, string builder, ValidatorSettings settings) =>
        _modules[module].TryGetValue(builder, out var build)
            ? build(settings)
            : throw new ValidatorSettingsException($"module '{module}' has no attribute '{builder}'");
}
