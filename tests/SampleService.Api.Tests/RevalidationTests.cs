using System.Globalization;
using System.Text;
using SampleService.Domain;
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

        var reports = await new Revalidation(MetadataValidators.None, null, null).RunAsync(samples, default);

        Assert.Equal(expected, reports.Count);
        Assert.All(reports, report => Assert.Equal(keys, report.Findings.Count));
        Assert.Equal(samples.Take(expected).Select(sample => sample.Id), reports.Select(report => report.Id));
        Assert.Equal(expected, (await new Revalidation(MetadataValidators.None, MetadataValidators.None, null).RunAsync(samples, default)).Count);
    }

    [Fact]
    public async Task Run_OneSampleWithMoreThanAnAnswerMayHave_IsRefused()
    {
        var fault = await Assert.ThrowsAsync<ServiceException>(
            async () => await new Revalidation(MetadataValidators.None, null, null).RunAsync([Stored(90_000), Stored(0)], default));

        Assert.Equal((ErrorKind.IllegalParameter, "The answer would have more than 64000000 bytes; ask for fewer samples at a time"), (fault.Kind, fault.Detail));
    }

    [Fact]
    public async Task Run_NoSamples_FindsNothing() => Assert.Empty(await new Revalidation(MetadataValidators.None, null, null).RunAsync([], default));

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
}
