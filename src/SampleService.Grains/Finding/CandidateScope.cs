using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>Tells which candidates a scope has.</summary>
internal static class CandidateScope
{
    /// <summary>Whether a sample is in the scope of a requester.</summary>
    public static bool Contains(FindScope scope, Requester requester, Candidate candidate)
    {
        var isMine = candidate.Facts.Owner == requester.User;
        return scope switch
        {
            FindScope.Mine => isMine,
            FindScope.Shared => candidate.IsListed && !isMine,
            FindScope.Public => candidate.PublicRead,
            FindScope.Readable => isMine || candidate.IsListed || candidate.PublicRead,
            _ => true,
        };
    }
}
