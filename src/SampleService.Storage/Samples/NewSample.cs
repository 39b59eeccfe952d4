using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A sample to be stored with its first version.</summary>
/// <param name="Id">Its id, new.</param>
/// <param name="Owner">Owns the sample and saved the version.</param>
public sealed record NewSample(SampleId Id, UserName Owner, SampleContent Content, WriteId WriteId);
