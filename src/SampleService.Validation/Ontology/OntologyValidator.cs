using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary><c>ontology_has_ancestor</c>: values are terms that stand below a given one (section 8.8).</summary>
internal sealed class OntologyValidator : IMetadataValidator, ICheckedAtStart
{
    private readonly IOntologySource _source;
    private readonly string _ontology;
    private readonly string _ancestor;
    private volatile bool _isChecked;

    private OntologyValidator(IOntologySource source, string ontology, string ancestor)
    {
        _source = source;
        _ontology = ontology;
        _ancestor = ancestor;
    }

    public static IMetadataValidator Build(ValidatorSettings settings, IOntologySource source)
    {
        settings.RefuseOthersThan("ontology", "ancestor_term");
        var ontology = settings.RequireText("ontology", "ontology must be a string");
        return new OntologyValidator(source, ontology, settings.RequireText("ancestor_term", "ancestor_term must be a string"));
    }

    public async ValueTask CheckAsync(CancellationToken cancellation)
    {
        switch (await _source.FindTermAsync(_ontology, _ancestor, cancellation).ConfigureAwait(false))
        {
            case OntologyTermStatus.NoSuchOntology:
                throw new ValidatorSettingsException($"ontology {_ontology} doesn't exist");
            case OntologyTermStatus.NoSuchTerm:
                throw new ValidatorSettingsException($"ancestor_term {_ancestor} is not found in {_ontology}");
            default:
                _isChecked = true;
                break;
        }
    }

    public async ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation)
    {
        if (!_isChecked)
            await CheckInUseAsync(cancellation).ConfigureAwait(false);
        foreach (var member in value.Members)
        {
            var term = member.Value.AsString();
            if (string.IsNullOrEmpty(term)
                || !await _source.HasAncestorAsync(_ontology, term, _ancestor, cancellation).ConfigureAwait(false))
            {
                var key = member.Name.GetString();
                return new($"Metadata value at key {key} does not have {_ontology} ancestor term {_ancestor}", key);
            }
        }

        return null;
    }

    /// <summary>What could not be asked at the start.</summary>
    private async ValueTask CheckInUseAsync(CancellationToken cancellation)
    {
        try
        {
            await CheckAsync(cancellation).ConfigureAwait(false);
        }
        catch (ValidatorSettingsException e)
        {
            throw new ServiceException(ErrorKind.ValidatorUnavailable, $"A validator is configured wrongly: {e.Message}", e);
        }
    }
}
