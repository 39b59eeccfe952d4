namespace SampleService.Domain;

/// <summary>A vocabulary that the deployment ran with.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What the operator calls it; null for nothing.</param>
/// <param name="FirstUsed">When a process ran with it first.</param>
/// <param name="Keys">How many metadata keys it has.</param>
/// <param name="Prefixes">How many prefixes of keys it has.</param>
public sealed record KeptVocabulary(VocabularyId Id, string? Label, Timestamp FirstUsed, int Keys, int Prefixes);
