using System.Text;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search.Tests.Support;

/// <summary>A sample as it is stored.</summary>
/// <param name="Facts">What is known beside the tree.</param>
/// <param name="Tree">The stored tree.</param>
internal sealed record Sample(SampleFacts Facts, byte[] Tree)
{
    public static readonly SampleId Id = new(new Guid("01a2008e-1fe0-754b-a18a-a90e9734fdff"));

    public static readonly SampleFacts NoFacts = new(
        Id, "soil core", new UserName("alice"), new UserName("bob"), new Timestamp(1000), new Timestamp(2000));

    public string TreeText => Encoding.ASCII.GetString(Tree);

    /// <summary>A sample of these nodes.</summary>
    public static Sample Of(string nodes, SampleFacts? facts = null)
    {
        using var json = JsonText.Parse(Encoding.UTF8.GetBytes(nodes));
        return new Sample(facts ?? NoFacts, SampleTree.Read(json.Root).ToContent(null).NodeTree.ToArray());
    }

    /// <summary>A sample of one node, with this user metadata.</summary>
    public static Sample WithUser(string metadata) => Of($$"""[{"id":"root","type":"BioReplicate","meta_user":{{metadata}}}]""");

    /// <summary>A sample of one node whose key <c>k</c> has one value.</summary>
    public static Sample WithValue(string value) => WithUser($$$"""{"k":{"value":{{{value}}}}}""");

    public bool Matches(string filter, EvaluationContext? context = null) => Matches(Filters.Read(filter), context);

    public bool Matches(Filter filter, EvaluationContext? context = null) =>
        new FilterEvaluator(filter, context ?? EvaluationContext.Empty).Holds(Facts, Tree);

    /// <summary>The matches as callers see them.</summary>
    public string Explain(string filter, EvaluationContext? context = null)
    {
        using var output = new JsonOutput();
        MatchJson.Write(output, new FilterEvaluator(Filters.Read(filter), context ?? EvaluationContext.Empty).Explain(Facts, Tree));
        return Encoding.ASCII.GetString(output.ToArray());
    }
}
