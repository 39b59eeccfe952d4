namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>What becomes of a server that was frozen.</summary>
internal static class FrozenMember
{
    /// <summary>Nobody has noticed, so it goes on; it is asked what it remembers.</summary>
    public static async Task<bool> EndsAsync(Member member, Callers callers)
    {
        await callers.AnsweredAsync(300);
        Assert.False(member.Process.HasExited, member.Process.Output);
        return false;
    }
}
