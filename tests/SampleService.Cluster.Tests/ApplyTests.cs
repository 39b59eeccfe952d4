using System.Text.Json;
using SampleService.Cluster.Tests.Applying;

namespace SampleService.Cluster.Tests;

/// <summary>Many writes at once through three processes that are each alone.</summary>
[Collection(ThreeProcesses.Collection)]
public sealed class ProcessApplyTests(ThreeProcesses servers) : ApplyTests(servers);

/// <summary>Many writes at once through a cluster of three silos.</summary>
[Collection(ThreeSilos.Collection)]
public sealed class SiloApplyTests(ThreeSilos servers) : ApplyTests(servers);

/// <summary>Calls of many writes that meet, through three servers: each is there wholly or not at all, for all that look.</summary>
public abstract class ApplyTests(ThreeServers servers)
{
    private const int Writers = 6;
    private const int CallsEach = 8;
    private const int SampleCount = 4;

    private const string Refusal = "20000 Unauthorized: User user2 cannot";

    [PostgresFact]
    public async Task Apply_SameSamplesInOppositeOrder_AreDoneAndSeenWholly()
    {
        var samples = new List<string>();
        for (var i = 0; i < SampleCount; i++)
            samples.Add(await servers.NewSample());
        var upa = servers.NewObject();
        var writers = ThreeServers.AtOnce(Writers, async writer =>
        {
            Answer answer = null!;
            for (var call = 0; call < CallsEach; call++)
            {
                answer = await servers.Call(writer + call, "user1", "apply", Change($"{writer}-{call}", writer, samples, upa));
                Assert.True(answer.Value.GetProperty("applied").GetBoolean(), answer.Value.GetRawText());
                AssertWhole(await StateAsync(writer, samples, answer.Value.GetProperty("at").GetInt64()));
            }

            return answer;
        });
        var readers = ThreeServers.AtOnce(servers.Count, async reader =>
        {
            Answer answer;
            do
                AssertLinked(answer = await StateAsync(reader, samples));
            while (!writers.IsCompleted);
            return answer;
        });
        await writers;
        await readers;

        for (var server = 0; server < servers.Count; server++)
        {
            var state = await StateAsync(server, samples);
            Assert.Equal(1 + (Writers * CallsEach), AssertWhole(state));
            AssertLinked(state);
        }
    }

    [PostgresFact]
    public async Task Apply_SameConditionsInOppositeOrder_OneIsDoneAndTheOthersLeaveNoTrace()
    {
        for (var round = 0; round < 3; round++)
        {
            var (one, other) = (await servers.NewSample(), await servers.NewSample());
            var answers = await ThreeServers.AtOnce(24, i =>
            {
                object[] operations = [Operations.Save($"call {i}", one, priorVersion: 1), Operations.Turn(other, aclVersion: 1)];
                return servers.Call(i, "user1", "apply", Operations.Call(null, i % 2 == 0 ? operations : [.. Enumerable.Reverse(operations)]));
            });

            var done = Assert.Single(Enumerable.Range(0, answers.Length), i => answers[i].Value.GetProperty("applied").GetBoolean());
            Assert.All(answers.Where((_, i) => i != done), answer => Assert.Equal(
                40000,
                answer.Value.GetProperty("results").EnumerateArray().First(result => result.GetProperty("ok").ValueKind != JsonValueKind.Null)
                    .GetProperty("error").GetProperty("code").GetInt32()));
            for (var server = 0; server < servers.Count; server++)
            {
                var saved = (await servers.Call(server, "user1", "get_sample", new { id = one })).Value;
                Assert.Equal((2, $"call {done}"), (saved.GetProperty("version").GetInt32(), saved.GetProperty("name").GetString()));
                Assert.Equal(["NEW_SAMPLE", "NEW_SAMPLE"], await EventsAsync(server, one));
                Assert.Equal(["NEW_SAMPLE", "ACL_CHANGE"], await EventsAsync(server, other));
            }
        }
    }

    [PostgresFact]
    public async Task Apply_SampleThatOthersRemember_IsSeenByTheNextCallOfEach()
    {
        var id = await servers.NewSample();
        for (var round = 0; round < 6; round++)
        {
            var (version, isReader) = (round + 2, round % 2 == 0);
            // While it is done, others go on to read, and so to remember.
            var reads = ThreeServers.AtOnce(12, i => servers.Call(i, i % 2 == 0 ? "user1" : "user2", "get_sample", new { id }));
            var applied = await servers.Call(round, "user1", "apply", Operations.Call(
                null, Operations.Save($"round {round}", id, version - 1), isReader ? Operations.Share(id, "user2") : Operations.Remove(id, "user2")));
            Assert.True(applied.Value.GetProperty("applied").GetBoolean(), applied.Value.GetRawText());
            for (var server = 0; server < servers.Count; server++)
                await AssertSeenAsync(server, id, version, isReader);
            await reads;
            // Twice, so that each remembers it.
            for (var server = 0; server < 2 * servers.Count; server++)
                await AssertSeenAsync(server, id, version, isReader);
        }
    }

    /// <summary>A version of each sample, the same ACLs for all of them, and the one link moves: in the order of the list, or against it.</summary>
    private static object Change(string name, int writer, List<string> samples, string upa)
    {
        IEnumerable<string> order = writer % 2 == 0 ? samples : Enumerable.Reverse(samples);
        return Operations.Call(
            null,
            [
                .. order.Select(id => Operations.Save(name, id)),
                .. order.Select(id => Operations.Replace(id, $"user{2 + (writer % 3)}")),
                Operations.Move($"#{writer % SampleCount}", upa),
            ]);
    }

    private async Task<Answer> StateAsync(int server, List<string> samples, long? at = null)
    {
        var answer = await servers.Call(
            server, "user1", "get_state", new { samples = samples.Select(id => new { id }), include = new[] { "sample", "acls", "links" }, at });
        Assert.True(answer.Succeeded, answer.Error);
        return answer;
    }

    /// <summary>All samples are as the same call has left them.</summary>
    /// <returns>Their version.</returns>
    private static int AssertWhole(Answer state)
    {
        var (version, _, _) = Assert.Single(SamplesOf(state).Select(Seen).Distinct());
        return version;
    }

    /// <summary>Every call but the first, which made the samples, has moved the link to what it saved.</summary>
    private static void AssertLinked(Answer state)
    {
        var links = SamplesOf(state).SelectMany(sample => sample.GetProperty("links").EnumerateArray());
        Assert.Equal(AssertWhole(state) == 1 ? 0 : 1, links.Count());
    }

    private static IEnumerable<JsonElement> SamplesOf(Answer state) => state.Value.GetProperty("samples").EnumerateArray();

    private static (int Version, string? Name, string Acls) Seen(JsonElement sample) => (
        sample.GetProperty("version").GetInt32(), sample.GetProperty("sample").GetProperty("name").GetString(), sample.GetProperty("acls").GetRawText());

    private async Task<List<string>> EventsAsync(int server, string sample) =>
        [.. (await servers.Call(server, "user1", "get_events", new { sample })).Value.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("type").GetString()!)];

    /// <summary>By all ways of reading, and by what a write is held against.</summary>
    private async Task AssertSeenAsync(int server, string id, int version, bool isReader)
    {
        Assert.Equal(version, (await servers.Call(server, "user1", "get_sample", new { id })).Version);
        var many = (await servers.Call(server, "user1", "get_samples", new { samples = new[] { new { id } } })).Value;
        Assert.Equal(version, many[0].GetProperty("version").GetInt32());
        var acls = (await servers.Call(server, "user1", "get_sample_acls", new { id })).Value;
        Assert.Equal(isReader ? ["user2"] : [], acls.GetProperty("read").EnumerateArray().Select(name => name.GetString()));
        (await servers.Call(server, "user1", "create_sample", ThreeServers.Save(id, prior: version - 1)))
            .AssertFailed($"40000 Concurrency violation: Version required for sample {id} is {version - 1}, but current version is {version}");
        var reading = await servers.Call(server, "user2", "get_sample", new { id });
        if (isReader)
            Assert.Equal(version, reading.Version);
        else
            reading.AssertFailed($"{Refusal} read sample {id}");
        (await servers.Call(server, "user2", "create_sample", ThreeServers.Save(id))).AssertFailed($"{Refusal} write to sample {id}");
    }
}
