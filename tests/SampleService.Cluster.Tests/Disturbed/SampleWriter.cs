namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>Saves samples and versions, of samples that others save as well.</summary>
internal sealed class SampleWriter(string name, World world, Func<string, object, Task<Answer?>> call)
{
    private int _saves;

    /// <summary>Makes a sample.</summary>
    public async Task CreateAsync()
    {
        var tag = NextTag();
        if (await SaveAsync("sample", tag, Content.Save(null, tag)) is not { } answer)
            return;
        var sample = new SampleRecord(answer.Value.GetProperty("id").GetString()!, world.Findings);
        sample.Saved(answer.Version, tag);
        world.Made.Enqueue(sample);
    }

    /// <summary>Saves a version whatever the newest one is.</summary>
    public async Task SaveAsync(SampleRecord sample)
    {
        var tag = NextTag();
        var floor = sample.Head;
        if (await SaveAsync("version", tag, Content.Save(sample.Id, tag)) is not { } answer)
            return;
        world.Findings.Require(answer.Version > floor, $"{tag} of {sample.Id} became version {answer.Version} after {floor}");
        sample.Saved(answer.Version, tag);
    }

    /// <summary>Saves a version on condition that none has been saved meanwhile.</summary>
    public async Task SaveNextAsync(SampleRecord sample)
    {
        var tag = NextTag();
        var prior = sample.Head;
        sample.Follows(tag, prior);
        if (await SaveAsync("version on condition", tag, Content.Save(sample.Id, tag, prior)) is not { } answer)
            return;
        if (answer.Succeeded)
            sample.Saved(answer.Version, tag);
        else
            sample.Refused(tag);
    }

    private async Task<Answer?> SaveAsync(string kind, string tag, object argument)
    {
        var answer = await call("create_sample", argument);
        if (answer is null)
            world.Unknown.Enqueue(new UnknownWrite(kind, async () =>
                await world.Deployment.ScalarAsync<long>($"SELECT count(*) FROM sample_versions WHERE name = '{tag}'") > 0));
        else if (answer.Succeeded)
            world.Acknowledge();
        return answer;
    }

    private string NextTag() => $"{name} {++_saves}";
}
