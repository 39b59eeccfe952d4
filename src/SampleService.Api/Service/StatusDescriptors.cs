using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The method that tells whether the service is up.</summary>
internal static class StatusDescriptors
{
    public static readonly MethodDescriptor Status = new("SampleService.status", "service", "Tells that the service is up, and its version")
    {
        Rights = new(TokenRequirement.None) { IsOpenToLocalUsers = true },
        Result = new ObjectSchema(
            new Member("state", Schema.Text(), "`OK`.").Required(),
            new Member("message", Schema.Text(), "Empty.").Required(),
            BuildMembers.Version,
            new Member("git_url", Schema.Text(), "Where its source is; empty if whoever built it did not say.").Required(),
            BuildMembers.Commit,
            new Member("servertime", Schema.Integer(), "Its clock, in milliseconds since 1970.").Required()),
        Checks = [],
        Examples =
        [
            new(
                null, null,
                """{"state": "OK", "message": "", "version": "1.0.0", "git_url": "", "git_commit_hash": "6c1f0e", "servertime": 1795304625100}""")
            {
                IsForm = true,
            },
        ],
    };
}
