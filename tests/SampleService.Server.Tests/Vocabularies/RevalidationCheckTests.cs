using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Vocabularies;

/// <summary>The checks of <c>revalidate_samples</c>.</summary>
public sealed class RevalidationCheckTests(StandaloneServer server) : IClassFixture<StandaloneServer>
{
    private const string Method = "SampleService.revalidate_samples";

    [Theory]
    [InlineData("null", "params cannot be None")]
    [InlineData("""{"vocabular":"x"}""", "30001 Illegal input parameter: vocabular is not known here")]
    [InlineData("""{"vocabulary":1}""", "30001 Illegal input parameter: vocabulary must be a string")]
    [InlineData("""{"vocabulary":"x y"}""", "50110 No such vocabulary: x y")]
    [InlineData("""{"vocabulary":"0000000000000000","scope":"all"}""", "50110 No such vocabulary: 0000000000000000")]
    [InlineData("""{"compare_with":"0000000000000000"}""", "50110 No such vocabulary: 0000000000000000")]
    [InlineData("""{"compare_with":{}}""", "30001 Illegal input parameter: compare_with must be a string")]
    [InlineData("""{"samples":[],"limit":0}""", "30001 Illegal input parameter: samples must have 1 to 1000 items")]
    [InlineData("""{"samples":[{}]}""", "30000 Missing input parameter: samples[0].id")]
    [InlineData("""{"samples":[{"id":"x"}],"scope":"mine"}""", "30001 Illegal input parameter: samples[0].id x must be a UUID string")]
    [InlineData("""{"samples":[{"id":"01a2008e-1fe0-754b-a18a-a90e9734fdff"}],"scope":"mine"}""", "30001 Illegal input parameter: samples goes with neither scope nor filter")]
    [InlineData("""{"samples":[{"id":"01a2008e-1fe0-754b-a18a-a90e9734fdff"}]}""", "50010 No such sample: 01a2008e-1fe0-754b-a18a-a90e9734fdff")]
    [InlineData("""{"limit":501}""", "30001 Illegal input parameter: limit must be an integer from 1 to 500")]
    [InlineData("""{"cursor":"x"}""", "30001 Illegal input parameter: cursor is not valid here")]
    [InlineData("""{"scope":"all"}""", "30001 Illegal input parameter: scope all needs as_admin")]
    [InlineData("""{"as_admin":true}""", "20000 Unauthorized: User alice does not have the necessary administration privileges to run method revalidate_samples")]
    [InlineData("""{"scope":"readable","filter":{"not":{"on":"name","eq":"x"}}}""", "30001 Illegal input parameter: filter has no condition that an index serves; add one, or take scope mine or shared")]
    public async Task Revalidate_ArgumentThatIsWrong_IsRefused(string argument, string message)
    {
        var answer = await server.Alice.CallAsync(Method, argument);

        Assert.Equal(message, answer.Message!.Replace("Sample service error code ", "", StringComparison.Ordinal));
    }
}
