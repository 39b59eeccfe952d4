using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SampleService.Actors.Tests;

/// <summary>What keeps a host from starting.</summary>
public sealed class CompositionTests
{
    private const string Interfaces = """
        public interface IFoo : IGrainWithStringKey { [AlwaysInterleave] Task<int> A(int x); }
        public interface IBar : IGrainWithStringKey { Task B(); }
        public interface IKeyless : IGrain { Task C(); }

        """;

    private const string Foo = "[GrainType(\"foo\")] internal sealed class Foo : Grain, IFoo { public Task<int> A(int x) => Task.FromResult(x + 1); }\n";

    [Theory]
    [InlineData("[GrainType(\"foo\")] internal sealed class Bar : Grain, IBar { public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar has the [GrainType] \"foo\" of Some.Place.Foo.")]
    [InlineData("[GrainType(\"bar\")] internal sealed class Bar : Grain, IFoo { public Task<int> A(int x) => null!; }",
        "Grain class Some.Place.Bar implements Some.Place.IFoo, as Some.Place.Foo does already.")]
    [InlineData("internal sealed class Bar : Grain, IBar { public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar has no [GrainType].")]
    [InlineData("[GrainType(\"b b\")] internal sealed class Bar : Grain, IBar { public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar has a [GrainType] that is empty or has white space in it.")]
    [InlineData("[GrainType(\"bar\")] public sealed class Bar : Grain, IBar { public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar is not internal sealed.")]
    [InlineData("[GrainType(\"bar\")] internal class Bar : Grain, IBar { public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar is not internal sealed.")]
    [InlineData("[GrainType(\"bar\")] internal sealed class Bar : Grain;",
        "Grain class Some.Place.Bar implements no grain interface.")]
    [InlineData("[GrainType(\"bar\")] internal sealed class Bar : Grain, IKeyless { public Task C() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar implements Some.Place.IKeyless, which does not have exactly one kind of key.")]
    [InlineData("[GrainType(\"bar\")] internal sealed class Bar : Grain, IBar { [ReadOnly] public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar has an attribute on B that belongs to the method of the interface.")]
    [InlineData("[GrainType(\"bar\"), StatelessWorker(0)] internal sealed class Bar : Grain, IBar { public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar allows less than one stateless worker.")]
    [InlineData("[GrainType(\"bar\")] internal sealed class Bar : Grain, IBar { private Bar() { } public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar can't be constructed")]
    [InlineData("[GrainType(\"bar\")] internal sealed class Bar(IPersistentState<object> a) : Grain, IBar { public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar has a parameter a without [PersistentState].")]
    [InlineData("[GrainType(\"bar\")] internal sealed class Bar([PersistentState(\"s\")] object a) : Grain, IBar { public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar has [PersistentState] on the parameter a, which is no IPersistentState.")]
    [InlineData("[GrainType(\"bar\")] internal sealed class Bar([PersistentState(\"\")] IPersistentState<object> a) : Grain, IBar { public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar has a [PersistentState] without a name on the parameter a.")]
    [InlineData("[GrainType(\"bar\")] internal sealed class Bar([PersistentState(\"s\")] IPersistentState<string> a) : Grain, IBar { public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar keeps a System.String, which has no public constructor without parameters.")]
    [InlineData("[GrainType(\"bar\")] internal sealed class Bar([PersistentState(\"s\")] IPersistentState<object> a, [PersistentState(\"s\")] IPersistentState<object> b) : Grain, IBar { public Task B() => Task.CompletedTask; }",
        "Grain class Some.Place.Bar keeps the state \"s\", as Some.Place.Bar does already.")]
    public void Start_WithAFaultyGrainClass_FailsWithOneLineThatNamesIt(string source, string message)
    {
        var assembly = new Compiled(Interfaces + Foo + source).Load();
        var exception = Assert.Throws<InvalidOperationException>(() => Hosted(options => options.AddGrains(assembly)));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public async Task Grains_OfALoadedAssembly_Work_EvenIfNothingOfItRanBefore()
    {
        await using var provider = Hosted(options => options.AddGrains(new Compiled(Interfaces + Foo).Load()));
        var statistics = provider.GetRequiredService<ActorStatistics>();
        Assert.Equal([KeyValuePair.Create("foo", 0)], statistics.ActivationsByGrainType);
    }

    [Theory]
    [InlineData(nameof(ActorOptions.CollectionAge))]
    [InlineData(nameof(ActorOptions.CollectionQuantum))]
    [InlineData(nameof(ActorOptions.ResponseTimeout))]
    [InlineData(nameof(ActorOptions.DrainTimeout))]
    [InlineData(nameof(ActorOptions.DeactivationTimeout))]
    [InlineData(nameof(ActorOptions.MaximumActivations))]
    [InlineData(nameof(ActorOptions.MaximumBytes))]
    public void Start_WithAnOptionOutOfRange_NamesIt(string option)
    {
        var property = typeof(ActorOptions).GetProperty(option)!;
        var exception = Assert.Throws<ArgumentException>(() =>
            Hosted(options => property.SetValue(options, Activator.CreateInstance(property.PropertyType))));
        Assert.Contains(option, exception.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Hosted(Action<ActorOptions> configure)
    {
        var provider = new ServiceCollection().AddActors(configure).BuildServiceProvider();
        Assert.Single(provider.GetServices<IHostedService>());
        return provider;
    }
}
