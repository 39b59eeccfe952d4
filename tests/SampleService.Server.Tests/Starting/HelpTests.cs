using System.Reflection;
using System.Text.RegularExpressions;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary><c>--help</c> against the settings that there are.</summary>
public sealed partial class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_NamesExactlyTheSettingsThereAre(string argument)
    {
        using var folder = new TemporaryDirectory();
        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = [argument] });

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal(
            ReadSettings().Order(StringComparer.Ordinal),
            Setting().Matches(run.Output).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.All(
            new[] { "--urls", "KB_DEPLOYMENT_CONFIG", "KB_SERVICE_NAME" },
            word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_AmongOtherArguments_IsAllThatHappens()
    {
        var run = await ServerRun.ToEndAsync(new ServerOptions { Arguments = ["--Storage:Nope=1", "--help"] });

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("copy", "--to <CONNECTION>")]
    [InlineData("create-administrator", "<NAME>")]
    [InlineData("import", "arango <DIR>")]
    [InlineData("validate-config", "<FILE>", "<SAMPLES>")]
    public async Task Help_OfACommand_TellsItsArgumentsAndDoesNothing(string command, params string[] arguments)
    {
        using var folder = new TemporaryDirectory();
        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = [command, "--help"] });

        run.AssertSuccess();
        Assert.All((string[])["Usage:", command, "--Section:Key=value", .. arguments], word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("--Storage:Provider", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Help_SaysWhereDocumentsAre()
    {
        var run = await ServerRun.ToEndAsync(new ServerOptions { Arguments = ["--help"] });

        var line = Assert.Single(run.Output.Split('\n'), line => line.StartsWith("Documents: ", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(line["Documents: ".Length..], "operations.md")), line);
    }

    [Fact]
    public async Task Version_IsPrintedAndNothingElseHappens()
    {
        using var folder = new TemporaryDirectory();
        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = ["--version"] });

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"^Sample Service \d+\.\d+\.\d+( \(commit [0-9a-f]{40}\))?\n$", run.Output);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static IEnumerable<string> ReadSettings()
    {
        var settings = Assembly.LoadFrom(ServerAssembly.Locate()).GetType("SampleService.Server.Settings", throwOnError: true)!;
        var sections = Assert.IsType<IEnumerable<(string Section, Type[] Options)>>(settings.GetField("Sections")!.GetValue(null), exactMatch: false);
        var namesOf = settings.GetMethod("NamesOf")!;
        return
            from section in sections
            from options in section.Options
            from name in (IEnumerable<string>)namesOf.Invoke(null, [options])!
            select $"{section.Section}:{name}";
    }

    [GeneratedRegex(@"^ +--(?!Logging:)([A-Z]\w+(?::\w+)+) ", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
