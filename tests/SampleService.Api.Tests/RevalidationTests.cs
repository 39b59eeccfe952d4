using System.Globalization;
using System.Text;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Validation;

namespace SampleService.Api.Tests;

/// <summary>How much of what is found a page of <c>revalidate_samples</c> holds.</summary>
public class RevalidationTests
{
    private const int LongKey = 200;

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3_000, 3)]
    [InlineData(12_000, 1)]
    public async Task Run_FindingsOfSeveralSamples_EndWithTheLastThatFits(int keys, int expected)
    {
        StoredSample[] samples = [Stored(keys), Stored(keys), Stored(keys)];

        using var revalidation = new Revalidation(MetadataValidators.None, null, null);
        using var compared = new Revalidation(MetadataValidators.None, MetadataValidators.None, null);

        var reports = await revalidation.RunAsync(samples, default);

        Assert.Equal(expected, reports.Count);
        Assert.All(reports, report => Assert.Equal(keys, report.Findings.Count));
        Assert.Equal(samples.Take(expected).Select(sample => sample.Id), reports.Select(report => report.Id));
        Assert.Equal(expected, (await compared.RunAsync(samples, default)).Count);
    }

    [Fact]
    public async Task Run_OneSampleWithMoreThanAnAnswerMayHave_IsRefused()
    {
        using var revalidation = new Revalidation(MetadataValidators.None, null, null);

        var fault = await Assert.ThrowsAsync<ServiceException>(
            async () => await revalidation.RunAsync([Stored(90_000), Stored(0)], default));

        Assert.Equal((ErrorKind.IllegalParameter, "The answer would have more than 64000000 bytes; ask for fewer samples at a time"), (fault.Kind, fault.Detail));
    }

    [Fact]
    public async Task Run_NoSamples_FindsNothing()
    {
        using var revalidation = new Revalidation(MetadataValidators.None, null, null);

        Assert.Empty(await revalidation.RunAsync([], default));
    }

    [Fact]
    public async Task Run_MoreFindingsThanThereIsMemoryFor_IsRefusedAndGivesAllOfItBack()
    {
        var budget = new Budget(2_000_000);
        using (var revalidation = new Revalidation(MetadataValidators.None, null, budget))
        {
            await Assert.ThrowsAsync<ByteBudgetException>(async () => await revalidation.RunAsync([Stored(3_000)], default));
            Assert.Single(await revalidation.RunAsync([Stored(100)], default));
            Assert.NotEqual(2_000_000, budget.Left);
        }

        Assert.Equal(2_000_000, budget.Left);
    }

    /// <summary>A sample with keys that have no validator: each is a finding of about 800 bytes.</summary>
    private static StoredSample Stored(int keys)
    {
        var tree = new StringBuilder("""[{"id":"root","type":"BioReplicate","parent":null,"meta_controlled":{""");
        for (var i = 0; i < keys; i++)
            tree.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}\"{i}{new string('k', LongKey)}\":{{\"v\":1}}");
        var id = SampleId.New(TimeProvider.System);
        var version = new SampleVersion(
            new SampleVersionId(id, 1), new UserName("alice"), "name", Encoding.ASCII.GetBytes(tree.Append("""},"meta_user":{},"source_meta":[]}]""").ToString()), new Timestamp(0));
        return new StoredSample(id, version.NodeTree) { Version = version };
    }

    /// <summary>So many bytes and no more.</summary>
    private sealed class Budget(long bytes) : IByteBudget
    {
        public long Left { get; private set; } = bytes;

        public bool TryReserve(long bytes)
        {
            if (bytes > Left)
                return false;
            Left -= bytes;
            return true;
        }

        public void Reserve(long bytes) => Left -= bytes;

        public void Release(long bytes) => Left += bytes;
    }
}
