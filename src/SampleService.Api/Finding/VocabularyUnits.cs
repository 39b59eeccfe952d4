using SampleService.Search;
using SampleService.Validation;

namespace SampleService.Api;

/// <summary>What the validators say of units.</summary>
internal sealed class VocabularyUnits(MetadataValidators validators) : IUnitMembers
{
    public string? Find(string key) => validators.FindUnitKey(key);
}
