using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Version and commit of the program, as results of methods have them.</summary>
internal static class BuildMembers
{
    public static readonly Member Version = new Member("version", Schema.Text(), "The version of the program.").Required();

    public static readonly Member Commit = new Member("git_commit_hash", Schema.Text(), "What it was built from; may be empty.").Required();

    /// <summary>Writes the version and its name, without a comma.</summary>
    public static void WriteVersion(JsonOutput result)
    {
        result.Raw("\"version\":"u8);
        result.Text(ServiceBuild.Version);
    }

    /// <summary>Writes the commit and its name, without a comma.</summary>
    public static void WriteCommit(JsonOutput result)
    {
        result.Raw("\"git_commit_hash\":"u8);
        result.Text(ServiceBuild.Commit);
    }
}
