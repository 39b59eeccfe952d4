namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>What becomes of a silo that was frozen.</summary>
internal static class FrozenMember
{
    /// <summary>The others have declared it dead: it finds that out, and ends, for its place is taken.</summary>
    public static async Task<bool> EndsAsync(Member member, Callers callers)
    {
        await callers.AnsweredAsync(300);
        await Eventually.IsTrueAsync(() => member.Process.HasExited, "a silo ends that finds itself declared dead");
        return true;
    }
}
