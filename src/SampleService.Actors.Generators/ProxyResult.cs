using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SampleService.Actors.Generators;

/// <summary>The source of one proxy, or what is wrong with its interface.</summary>
internal sealed class ProxyResult(string hintName, string? source, ImmutableArray<Diagnostic> problems) : IEquatable<ProxyResult>
{
    internal string HintName { get; } = hintName;

    internal string? Source { get; } = source;

    internal ImmutableArray<Diagnostic> Problems { get; } = problems;

    // Problems hold places in a syntax tree and so are never taken for those of an earlier run.
    public bool Equals(ProxyResult? other) =>
        other is not null && HintName == other.HintName && Source == other.Source && Problems.IsEmpty && other.Problems.IsEmpty;

    public override bool Equals(object? obj) => Equals(obj as ProxyResult);

    public override int GetHashCode() => HintName.GetHashCode();
}
