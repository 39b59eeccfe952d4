using System.Collections.Concurrent;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Permissions;

/// <summary>
/// Every method, called by everybody there can be, about samples and workspaces of every kind: who is let in and who is told
/// what, against what the method table says.
/// </summary>
public sealed class PermissionMatrixTests(PermissionServer server) : IClassFixture<PermissionServer>
{
    private const int CallsAtOnce = 8;

    // Without a token, with a wrong one, three kinds of accounts with five levels each, and members of groups with three; with as_admin and without.
    private const int CallerKinds = (2 + (3 * 5) + 3) * 2;

    // Public and not.
    private const int Visibilities = 2;

    // Four rights in the workspace of the data, which is public or not.
    private const int WorkspaceKinds = 4 * 2;

    public static TheoryData<string> Methods => [.. MethodRules.All.Select(r => r.Method)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Method_EveryCallerAndSampleAndWorkspace_IsAnsweredByTheRules(string method)
    {
        var rule = MethodRules.All.Single(r => r.Method == method);
        var situations = Situations(rule);
        var wrong = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(
            situations,
            new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce },
            async (at, _) =>
            {
                if (await FindFaultAsync(rule, at) is { } fault)
                    wrong.Add($"{at}: {fault}");
            });

        Assert.True(wrong.IsEmpty, string.Join("\n", wrong.Take(5)));
        Assert.Equal(CallerKinds * (rule.Method.StartsWith("SampleService.", StringComparison.Ordinal) ? Visibilities : 1) * (rule.IsAboutData ? WorkspaceKinds : 1), situations.Count);
        await AssertOnlyWhoWasLetInChangedSamplesAsync();
    }

    private List<Situation> Situations(MethodRule rule)
    {
        var aWorkspace = server.Samples[0].Workspace;
        var situations =
            from sample in server.Samples
            from caller in server.Callers

                // A sample has one owner: who owns theirs is asked about it, everybody else about that of an ordinary user.
            where sample.Owner == (caller.Level == SampleLevel.Owner ? caller.Name : "user_owner")
            where rule.IsAboutData || sample.Workspace == aWorkspace
            where !sample.IsPublic || rule.Method.StartsWith("SampleService.", StringComparison.Ordinal)
            from asAdmin in new[] { false, true }
            select new Situation(caller, asAdmin, sample);
        return [.. situations];
    }

    /// <summary>Makes the call; null when the answer is that of the rules.</summary>
    private async Task<string?> FindFaultAsync(MethodRule rule, Situation at)
    {
        var expected = AccessRules.Refusal(rule, at);
        var answer = await at.Caller.Client.CallAsync(rule.Method, await MatrixCalls.ArgumentAsync(server, rule, at));
        var message = answer.Status == 200 ? null : answer.Message;
        if (message != expected)
            return $"expected {expected ?? "success"}, but was answered {answer.Body}";
        if (expected is not null)
            return null;
        if (rule.Method == "SampleService.create_sample")
            server.NoteSave(at.Sample);
        if (!rule.ShowsLinks)
            return null;
        var links = Assert.IsType<JsonMap>(answer.Result).List("links").Count;
        return links == (AccessRules.SeesLink(rule, at) ? 1 : 0) ? null : $"{links} links were shown";
    }

    /// <summary>No version but those of callers who were let in, and no ACL but the bystander's.</summary>
    private async Task AssertOnlyWhoWasLetInChangedSamplesAsync()
    {
        foreach (var sample in server.Samples)
        {
            var argument = $$"""{"id":"{{sample.Id}}","as_admin":true}""";
            Assert.Equal(server.ExpectedVersion(sample), (await server.Admin.MapAsync("SampleService.get_sample", argument)).Integer("version"));
            var acls = await server.Admin.MapAsync("SampleService.get_sample_acls", argument);
            acls.List("read").Remove(PermissionServer.Bystander);
            var expected = JsonText.ParseMap(PermissionServer.Acls(sample.IsPublic));
            foreach (var list in new[] { "admin", "write", "read" })
                Assert.Equal(expected.List(list).Cast<string>().Order(StringComparer.Ordinal), acls.List(list).Cast<string>());
            Assert.Equal((sample.Owner, sample.IsPublic ? 1 : 0), (acls.Text("owner"), acls.Integer("public_read")));
        }
    }
}
