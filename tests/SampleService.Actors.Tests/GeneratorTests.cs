namespace SampleService.Actors.Tests;

/// <summary>What the generator writes and what it refuses.</summary>
public sealed class GeneratorTests
{
    [Theory]
    [InlineData("ACTOR001", "void A();", "IFoo.A()")]
    [InlineData("ACTOR001", "ValueTask A();", "IFoo.A()")]
    [InlineData("ACTOR001", "string A();", "IFoo.A()")]
    [InlineData("ACTOR002", "Task A<T>();", "IFoo.A<T>()")]
    [InlineData("ACTOR003", "string A { get; }", "IFoo.A")]
    [InlineData("ACTOR003", "event Action A;", "IFoo.A")]
    [InlineData("ACTOR004", "Task A(ref int x);", "IFoo.A(ref int)")]
    [InlineData("ACTOR004", "Task A(out int x);", "IFoo.A(out int)")]
    [InlineData("ACTOR004", "Task A(in int x);", "IFoo.A(in int)")]
    [InlineData("ACTOR004", "Task A(ReadOnlySpan<byte> x);", "IFoo.A(ReadOnlySpan<byte>)")]
    [InlineData("ACTOR007", "[ResponseTimeout(\"soon\")] Task A();", "IFoo.A()")]
    [InlineData("ACTOR007", "[ResponseTimeout(\"-00:00:01\")] Task A();", "IFoo.A()")]
    public void Member_ThatNoGrainMayHave_IsABuildError(string id, string member, string name)
    {
        var problem = Assert.Single(new Compiled($"public interface IFoo : IGrainWithStringKey {{ {member} }}").Problems);
        Assert.Equal(id, problem.Id);
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Error, problem.Severity);
        Assert.True(problem.Location.IsInSource);
        Assert.Contains(name, problem.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ACTOR005", "public interface IFoo<T> : IGrainWithStringKey { Task A(); }")]
    [InlineData("ACTOR006", "public class Outer { private interface IFoo : IGrainWithStringKey { Task A(); } }")]
    public void Interface_ThatNoProxyCanImplement_IsABuildError(string id, string source) =>
        Assert.Equal(id, Assert.Single(new Compiled(source).Problems).Id);

    [Fact]
    public void Interfaces_OfAllShapes_CompileWithoutAWarning()
    {
        var compiled = new Compiled("""
            public record struct Point(int X, int Y);
            public interface IBase : IGrainWithStringKey { Task<int> Same(); Task @class(string? @event = null); }
            public partial interface IFoo : IBase { Task<int> Same(int x); }
            public partial interface IFoo { Task<(string? Name, int[] Values)?> Get(Point? p, params string?[] more); [Obsolete] Task<object?> Old(); }
            internal interface IFoo2 : IBase, IGrainWithStringKey { static int Count => 1; }
            public class Outer { public interface IInner : IGrainWithGuidCompoundKey { Task<Outer?> Get(System.Threading.CancellationToken token); } }
            public interface INotAGrain { void A(); }
            """);
        Assert.Empty(compiled.Problems);
        Assert.Empty(compiled.CompilerComplaints);
    }
}
