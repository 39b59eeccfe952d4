using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A sample to be stored with its first version.</summary>
/// <param name="Id">Its id, new.</param>
/// <param name="Owner">Who owns it and saved the version.</param>
/// <param name="Content">The version.</param>
/// <param name="WriteId">Identifies this write.</param>
public sealed record NewSample(SampleId Id, UserName Owner, SampleContent Content, WriteId WriteId);
