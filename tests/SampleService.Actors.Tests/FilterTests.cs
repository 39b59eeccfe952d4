using Microsoft.Extensions.DependencyInjection;
using SampleService.Actors.Tests.Grains;

namespace SampleService.Actors.Tests;

/// <summary>Incoming call filters.</summary>
public sealed class FilterTests
{
    [Fact]
    public async Task Filters_RunInOrder_AndSeeArgumentsAndResult()
    {
        await using var host = new TestHost(services: services => services
            .AddSingleton<IIncomingGrainCallFilter>(provider => new Filter(provider.GetRequiredService<Board>(), "one", 1))
            .AddSingleton<IIncomingGrainCallFilter>(provider => new Filter(provider.GetRequiredService<Board>(), "two", 10)));
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        for (var i = 0; i < 2; i++)
            Assert.Equal(16, await grain.SetAndReturn(5));
        Assert.Equal(
            [
                "one before IWorkGrain.SetAndReturn WorkGrain work/a 5",
                "two before IWorkGrain.SetAndReturn WorkGrain work/a 5",
                "two after 5",
                "one after 15",
            ],
            host.Board.Lines[^4..]);
        await grain.Note("ran");
        Assert.Equal(["ran", "two after ", "one after "], host.Board.Lines[^3..]);
    }

    [Fact]
    public async Task Filters_SeeExceptions_AndMayThrowTheirOwn()
    {
        await using var host = new TestHost(services: services => services
            .AddSingleton<IIncomingGrainCallFilter>(provider => new Filter(provider.GetRequiredService<Board>(), "one", 0)));
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        Assert.IsType<FormatException>((await Assert.ThrowsAsync<InvalidOperationException>(grain.ThrowAtOnce)).InnerException);
        Assert.IsType<FormatException>((await Assert.ThrowsAsync<InvalidOperationException>(grain.ThrowLater)).InnerException);
        Assert.Equal(1, await grain.SetAndReturn(1));
    }

    private sealed class Filter(Board board, string name, int more) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            Assert.Equal(context.MethodName, context.ImplementationMethod.Name);
            Assert.Equal(context.InterfaceName, context.InterfaceMethod.DeclaringType!.FullName);
            var argument = context.Request.GetArgumentCount() > 0 ? context.Request.GetArgument(0) : null;
            board.Write($"{name} before {context.InterfaceMethod.DeclaringType.Name}.{context.MethodName} {context.Grain.GetType().Name} {context.TargetId} {argument}");
            try
            {
                await context.Invoke();
            }
            catch (FormatException exception)
            {
                throw new InvalidOperationException("filtered", exception);
            }

            board.Write($"{name} after {context.Result}");
            if (context.Result is int number)
                context.Result = number + more;
        }
    }
}
