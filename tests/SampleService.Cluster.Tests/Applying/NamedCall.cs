using System.Text.Json;

namespace SampleService.Cluster.Tests.Applying;

/// <summary>
/// A call of <c>apply</c> with a name. It makes a sample with a reader, a link and an identifier, all of that name, and most calls save a version of a
/// sample that all callers share and change the ACLs of another, on condition that nobody was faster.
/// </summary>
internal sealed class NamedCall(string name, string upa, bool isAtomic, SharedState? shared)
{
    /// <summary>The first operations are about the new sample.</summary>
    private const int Saves = 4, Turns = 5;

    /// <summary>What was answered in the end, the same each time if something was done.</summary>
    private JsonElement _answer;

    public string Name => name;

    /// <summary>The shared samples, as they have to be for the call to change them; null if it is about the new sample alone.</summary>
    public SharedState? Shared => shared;

    public object Argument { get; } = new
    {
        request_id = name,
        atomic = isAtomic,
        operations = Enumerable.Concat(
            [Operations.Save(name), Operations.Share("#0", "user2"), Operations.Link("#0", upa, name), Operations.Identify("#0", name)],
            shared is null ? [] : [Operations.Save(name, shared.Saved, shared.Version), Operations.Turn(shared.Turned, shared.AclVersion)]),
    };

    public bool IsApplied => _answer.GetProperty("applied").GetBoolean();

    /// <summary>The time of all that was done.</summary>
    public long At => _answer.GetProperty("at").GetInt64();

    /// <summary>The sample that was made.</summary>
    public string NewSample => Result(0).GetProperty("result").GetProperty("id").GetString()!;

    /// <summary>The link to it.</summary>
    public string NewLink => Result(2).GetProperty("result").GetProperty("new_link").GetProperty("linkid").GetString()!;

    /// <summary>The version of a shared sample that was saved; null if none was.</summary>
    public (string Sample, int Version)? Saved => IsDone(Saves) ? (shared!.Saved, shared.Version + 1) : null;

    /// <summary>The ACL version of a shared sample that was made; null if none was.</summary>
    public (string Sample, long AclVersion)? Turned => IsDone(Turns) ? (shared!.Turned, shared.AclVersion + 1) : null;

    /// <summary>The answer that a caller has got in the end.</summary>
    public void Take(JsonElement answer)
    {
        _answer = answer;
        if (!IsApplied)
            Assert.True(isAtomic && shared is not null, answer.GetRawText());
        foreach (var result in answer.GetProperty("results").EnumerateArray())
            if (result.GetProperty("ok").ValueKind == JsonValueKind.False)
                Assert.Equal(40000, result.GetProperty("error").GetProperty("code").GetInt32());
        if (IsApplied && isAtomic)
            Assert.All(answer.GetProperty("results").EnumerateArray(), result => Assert.True(result.GetProperty("ok").GetBoolean()));
    }

    /// <summary>Another answer, given at the same time or later. A call that did nothing was tried again, with the same end.</summary>
    public void AssertSame(JsonElement answer)
    {
        if (IsApplied)
            Assert.Equal(_answer.GetRawText(), answer.GetRawText());
        else
            Assert.False(answer.GetProperty("applied").GetBoolean(), $"{name} was refused, and later done");
    }

    private bool IsDone(int operation) => shared is not null && IsApplied && Result(operation).GetProperty("ok").GetBoolean();

    private JsonElement Result(int operation) => _answer.GetProperty("results")[operation];
}

/// <summary>Two shared samples as a caller has seen them.</summary>
/// <param name="Saved">The one of which it saves a version.</param>
/// <param name="Version">Its newest version.</param>
/// <param name="Turned">The one whose ACLs it changes; it may be the same.</param>
/// <param name="AclVersion">Their version.</param>
internal sealed record SharedState(string Saved, int Version, string Turned, long AclVersion);
